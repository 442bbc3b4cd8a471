import { expect, test, vi } from 'vitest'
import { addressOf } from '#server/realtime/address'
import { Admission } from '#server/realtime/admission'

test('[L8] only so many wait to be told what they missed; each that was told makes room for one', () => {
  const admission = new Admission(2)
  admission.enter('a')
  admission.enter('b')
  expect(() => admission.enter('c')).toThrow('busy')
  admission.leave('a')
  admission.enter('c')
  admission.leave('nobody')
  expect(() => admission.enter('d')).toThrow('busy')
})

test('[L8] who never asks what they missed holds a place for ten seconds', () => {
  vi.useFakeTimers()
  const admission = new Admission(1)
  admission.enter('silent')
  vi.advanceTimersByTime(9_999)
  expect(() => admission.enter('next')).toThrow('busy')
  vi.advanceTimersByTime(1)
  admission.enter('next')
  vi.useRealTimers()
})

const from = (forwarded: string | undefined, hops: number) =>
  addressOf({ headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } as never }, hops)

test('an address is what the outermost of our own proxies saw, whatever a stranger writes further left', () => {
  expect(from(undefined, 0)).toBe('10.0.0.1')
  expect(from('203.0.113.9', 0)).toBe('10.0.0.1')
  expect(from('203.0.113.9', 1)).toBe('203.0.113.9')
  expect(from('1.1.1.1, 203.0.113.9', 1)).toBe('203.0.113.9')
  expect(from('1.1.1.1, 203.0.113.9, 10.0.0.2', 2)).toBe('203.0.113.9')
  expect(from('203.0.113.9', 5)).toBe('203.0.113.9')
  expect(from(' , ,203.0.113.9', 1)).toBe('203.0.113.9')
  expect(from('2001:db8:1:2::9', 1)).toBe('2001:db8:1:2::/64')
})
