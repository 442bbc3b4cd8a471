import type { Ended } from '#server/domains/deals/index'
import type { Pipeline, StageKind } from '#shared/protocol/pipelines'
import { plain } from '#shared/values/plain'
import { dayIn, momentOf } from '#shared/values/zone'
import { dayOf, Trouble } from './read-values'

type Said = { closedAt: string; lossReason: string; lossNote: string; competitor: string }
type Ground = { pipeline: Pipeline; zone: string; now: string }

/** How the deal of a row ended; undefined while it is open. What does not fit its stage is a mistake, not ignored. */
export function endedOf(said: Said, kind: StageKind, { pipeline, zone, now }: Ground): Ended | undefined {
  const { lossReason, lossNote, competitor } = said
  const isLoss = `${lossReason}${lossNote}${competitor}` !== ''
  if (kind !== 'lost' && isLoss) throw new Trouble('outcome-unclear')
  if (kind === 'open') {
    if (said.closedAt !== '') throw new Trouble('outcome-unclear')
    return undefined
  }
  const at = closedAtOf(said.closedAt, zone, now)
  if (kind === 'won') return { outcome: 'won', at }
  const reason = pipeline.lossReasons.find(({ label }) => plain(label) === plain(lossReason))
  if (!reason && lossReason !== '') throw new Trouble('reason-unknown')
  if (!reason && pipeline.reasonRequired) throw new Trouble('reason-missing')
  if (reason?.needsNote && lossNote === '') throw new Trouble('note-missing')
  return { outcome: 'lost', at, lossNote, competitor, ...(reason ? { lossReasonId: reason.id } : {}) }
}

/** A moment as our own files have it, or a day, which is meant as its noon; now where nothing is said, never later. */
function closedAtOf(said: string, zone: string, now: string): string {
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/.test(said)) {
    const at = Date.parse(said)
    if (Number.isNaN(at) || at > Date.parse(now)) throw new Trouble('closed-invalid')
    return new Date(at).toISOString()
  }
  const day = dayOf(said, 'closed-invalid')
  if (day === null) return now
  const today = dayIn(now, zone)
  if (day > today) throw new Trouble('closed-invalid')
  const noon = momentOf(day, '12:00', zone)
  return noon < now ? noon : now
}
