import type { Scene } from '../badly/scene'
import type { Figures } from '../harness'
import type { Findings } from './check'
import { checks } from './checks'
import type { Stored } from './stored'

export type Verdict = { figures: Figures; broken: string[] }

/** What was seen from outside the database. */
export type Seen = {
  /** Who was still waiting in the end. */
  unsettled: readonly string[]
  /** Screens that do not show what is stored, each said in one line. */
  wrong: readonly string[]
}

/** Compares what clients were told with what a dead server's database holds. */
export function reach({ ledger, crowd }: Scene, stored: Stored, { unsettled, wrong }: Seen): Verdict {
  const found = checks.map((check) => ({ about: check.about, ...check.look(ledger, stored) }))
  const sum = (what: Bad) => found.reduce((total, one) => total + one[what], 0)
  const inDetail = (what: Bad) =>
    found.flatMap((one) => (one[what] > 0 ? [`${one[what]} ${one.about}`] : [])).join(', ')
  const { visitors, agents } = crowd
  const missed = visitors.reduce((total, { earshot }) => total + earshot.missed, 0)
  const troubles = [...visitors, ...agents].flatMap(({ name, troubles }) => troubles.map((code) => `${name}: ${code}`))
  const promises: [holds: boolean, otherwise: string][] = [
    [unsettled.length === 0, `Everything written is stored in the end: ${unsettled.join(', ')}`],
    [stored.integrity === 'ok', `The database is whole: ${stored.integrity}`],
    [sum('lost') === 0, `What was acknowledged is stored: lost ${inDetail('lost')}`],
    [sum('doubled') === 0, `What is asked twice happens once: doubled ${inDetail('doubled')}`],
    [sum('reordered') === 0, `Everything stands in one order without holes: broken for ${inDetail('reordered')}`],
    [wrong.length === 0, `Every screen shows what is stored: ${wrong.length} do not; ${wrong[0]}`],
    [missed === 0, `A connected client is told every message: ${missed} were never sent to it`],
    [troubles.length === 0, `Nobody is shown a failure: ${troubles.length}; ${troubles[0]}`],
  ]
  return {
    figures: {
      acked: ledger.acked,
      stored: found.reduce((total, { about, stored: count }) => total + (rows.includes(about) ? count : 0), 0),
      lost: sum('lost'),
      doubled: sum('doubled'),
      reordered: sum('reordered'),
      wrongViews: wrong.length,
      missedLive: missed,
      shownFailures: troubles.length,
      messages: found[0]?.stored ?? 0,
      deals: stored.deals.size,
      tasks: stored.tasks.size,
      notes: stored.notes.size,
      files: stored.files.length,
      ...Object.fromEntries(counted.map((about) => [about, found.find((one) => one.about === about)?.stored ?? 0])),
      clients: visitors.length + agents.length,
      retries: ledger.retries,
      retriesAbsorbed: ledger.retriesAbsorbed,
      gapsMade: visitors.reduce((total, { leaked }) => total + leaked, 0),
      answersLost: [...visitors, ...agents].reduce((total, { answersLost }) => total + answersLost, 0),
    },
    broken: promises.flatMap(([holds, otherwise]) => (holds ? [] : [otherwise])),
  }
}

/** What stands as rows of its own; the rest is told by rows of these. */
const rows = ['messages', 'deals', 'tasks', 'notes', 'files']
const counted = ['stages', 'endings', 'reminders'] as const

type Bad = Exclude<keyof Findings, 'stored'>
