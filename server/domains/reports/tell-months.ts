import { Refusal } from '#shared/protocol/refusals'
import { mostMonths } from '#shared/rules/report-months'
import { dayAt, startOfDay } from '#shared/values/calendar'

/** A month as `2026-11`, and when it began where the reader is. */
export type Month = { month: string; begins: string }

/** The latest months where the reader is, newest first, with when each began. */
export function monthsUntil(at: number, zone: string): Month[] {
  const months: Month[] = []
  for (let day = dayAt(at, zone); months.length < mostMonths; ) {
    const month = day.slice(0, 7)
    const begins = startOfDay(`${month}-01`, zone)
    months.push({ month, begins: new Date(begins).toISOString() })
    day = dayAt(begins - 1, zone)
  }
  return months
}

/** @throws Refusal for a zone nobody knows */
export function monthsOf(at: string, zone: string): Month[] {
  try {
    return monthsUntil(Date.parse(at), zone)
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('malformed', { field: 'zone' })
    throw error
  }
}
