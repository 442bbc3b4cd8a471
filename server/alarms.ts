import type { FactName } from '#shared/protocol/index'
import { waitingConversions } from './domains/conversion/index'
import { unfinished } from './domains/deals/index'
import { mailbag } from './domains/mail/index'
import { allFacts, calls, hearing, timing } from './domains/rules/index'
import { reminders } from './domains/tasks/index'
import type { Changes } from './events/changes'
import { type Ringing, startAlarm } from './jobs/alarm'
import { fetchOutside } from './outbound/fetch-outside'
import { openPost } from './outbound/mail'
import type { Db } from './storage/db'
import type { Vault } from './storage/vault'

type House = {
  read: Db
  changes: Changes
  now(): string
  vault: Vault
  /** The mail server, where there is one. */
  mail: { url: string; from: string } | undefined
  /** Asks other people's servers; through the guarded door where nothing else is said. */
  ask: Ask | undefined
}

export type Ask = typeof fetchOutside

export type Alarms = {
  /** Something has happened that may be somebody's to do. */
  hear(name: FactName): void
  stop(): void
}

/** Everything that is done by itself when it is due, and what it wakes at. */
export function startAlarms({ read, changes, now, vault, mail, ask = fetchOutside }: House): Alarms {
  const post = mail ? openPost(mail.url, mail.from) : null
  const bag = mailbag(read, changes, now, post)
  const mailing = startAlarm(bag)
  const reminding = startAlarm(reminders(read, changes, now))
  const finishing = startAlarm(unfinished(read, changes, now))
  const converting = startAlarm(waitingConversions(read, changes, now))
  const calling = startAlarm(calls({ read, changes, now, vault, ask }))
  // What rules did may have left calls to make.
  const thenCall = ({ next, ring }: Ringing): Ringing => ({ next, ring: () => ring().finally(calling.nudge) })
  const listening = startAlarm(thenCall(hearing(read, changes, now)))
  const waiting = startAlarm(thenCall(timing(read, changes, now)))
  const heard = new Set<FactName>(allFacts)
  return {
    hear(name) {
      const [noun] = name.split('.')
      if (noun === 'task') reminding.nudge()
      if (name === 'stage.edited' || name === 'pipeline.edited') finishing.nudge()
      if (name === 'conversions.begun') converting.nudge()
      if (noun === 'rule' || heard.has(name)) listening.nudge()
      if (noun === 'rule' || noun === 'task' || noun === 'deal') waiting.nudge()
      if (name === 'mail.retried') bag.hurry()
      if (name === 'mail.queued' || name === 'mail.retried') mailing.nudge()
    },
    stop() {
      for (const alarm of [mailing, reminding, finishing, converting, listening, waiting, calling]) alarm.stop()
      post?.close()
    },
  }
}
