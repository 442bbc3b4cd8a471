import { isDeepStrictEqual } from 'node:util'
import type { Agent } from '../clients/agent'
import { until } from '../clients/crowd'
import type { Visitor } from '../clients/visitor'

type Screen = Agent['console']['state']['value']

/** What an agent sees otherwise than a console opened this moment, in one line; null where nothing is. */
export async function differsForAgent(agent: Agent): Promise<string | null> {
  const page = await agent.fresh()
  const fresh = page.program.state.value
  page.close()
  const shown = agent.console.state.value
  const threads = sameReach(shown.threads, fresh.threads)
  // Facts say whose a task is, and a console that starts now has not asked for its list yet.
  const taskLabels = new Map([...shown.taskLabels].filter(([id]) => fresh.taskLabels.has(id)))
  const here = { ...shown, taskLabels, threads: threads.here }
  return differenceOf(plain(here), plain({ ...fresh, threads: threads.there }))
}

/** What a visitor sees otherwise than after opening the page anew, which is done here. */
export async function differsForVisitor(visitor: Visitor): Promise<string | null> {
  const { view } = visitor.state
  visitor.changeTab()
  await until(() => visitor.state.connection === 'live', `${visitor.name} is back in a new tab`)
  return differenceOf(view, visitor.state.view)
}

/** The counts' own number says only how new they are: one who was told them step by step has an older one. */
const plain = ({ counts: { n: _, ...counts }, ...rest }: Screen) => ({ ...rest, counts })

/** How far back a thread was read is no difference: both are compared from where the shorter one begins. */
function sameReach(here: Screen['threads'], there: Screen['threads']) {
  const begin = (id: string) => Math.max(firstOf(here.get(id)), firstOf(there.get(id)))
  const cut = (threads: Screen['threads']) =>
    new Map(
      [...threads].map(([id, { messages, notes, lines }]) => [
        id,
        {
          messages: messages.filter(({ seq }) => seq >= begin(id)),
          notes: notes.filter(({ afterSeq }) => afterSeq >= begin(id)),
          // When a fact was recorded is what this harness itself changes.
          lines: lines
            .filter(({ n }) => n >= (messages.find(({ seq }) => seq >= begin(id))?.n ?? 0))
            .map((fact) => ({ ...fact, at: '' })),
          more: begin(id) > 1,
        },
      ]),
    )
  return { here: cut(here), there: cut(there) }
}

const firstOf = (thread: { messages: readonly { seq: number }[] } | undefined) => thread?.messages[0]?.seq ?? 1

function differenceOf(shown: object, fresh: object): string | null {
  for (const [field, there] of Object.entries(fresh)) {
    const here: unknown = shown[field as keyof typeof shown]
    if (isDeepStrictEqual(here, there)) continue
    return here instanceof Map && there instanceof Map
      ? differenceIn(field, here, there)
      : `${field}: ${inShort(here)} instead of ${inShort(there)}`
  }
  return null
}

/** Two screens may have come to know the same rows in another order; that is no difference. */
function differenceIn(field: string, here: Map<string, unknown>, there: Map<string, unknown>): string | null {
  const keys = [...new Set([...here.keys(), ...there.keys()])]
  const key = keys.find((one) => !isDeepStrictEqual(here.get(one), there.get(one)))
  return key === undefined ? null : `${field} ${key}: ${inShort(here.get(key))} instead of ${inShort(there.get(key))}`
}

const inShort = (value: unknown) =>
  JSON.stringify(value, (_, one) => (one instanceof Set ? [...one] : one))?.slice(0, 600)
