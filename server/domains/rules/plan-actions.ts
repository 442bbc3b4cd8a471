import { findAgent } from '#server/domains/agents/index'
import type { Reader } from '#server/storage/db'
import type { Action, Deed, Who } from '#shared/protocol/rules'
import { fillIn, onOneLine } from '#shared/rules/templates'
import type { Occasion } from './read-occasion'
import type { Known } from './read-subject'

/** An action with everything said: whom, what words, where. */
export type Plan =
  | { do: 'task'; title: string; dueInDays: number | null; assigneeId: string | null }
  | { do: 'assign'; agentId: string; agentName: string }
  | { do: 'tag'; tag: string }
  | { do: 'move'; stageId: string }
  | { do: 'deal'; pipelineId: string | null; ownerId: string | null }
  | { do: 'mail'; to: string; subject: string; text: string }
  | { do: 'call'; url: string }

/** What an action comes to here, or why to nothing. Nothing happens yet, so that a trial plans as the real run does. */
export async function planAction(
  db: Reader,
  action: Action,
  { it, known, words }: { it: Occasion; known: Known; words: Readonly<Record<string, string>> },
): Promise<Plan | Deed> {
  switch (action.do) {
    case 'task': {
      const title = onOneLine(fillIn(action.title, words)).slice(0, 200)
      if (title === '') return skipped('task', 'nothing-to-do')
      return { do: 'task', title, dueInDays: action.dueInDays, assigneeId: whoIs(action.assignee, it, known) }
    }
    case 'assign': {
      const agentId = whoIs(action.to, it, known)
      const agent = agentId ? await findAgent(db, agentId) : undefined
      if (!agent || agent.id === known.ownerId) return skipped('assign', 'nothing-to-do', agent?.name)
      return { do: 'assign', agentId: agent.id, agentName: agent.name }
    }
    case 'mail': {
      const subject = onOneLine(fillIn(action.subject, words)).slice(0, 200)
      const owner = action.to === 'owner' && known.ownerId ? await findAgent(db, known.ownerId) : undefined
      const to = action.to === 'person' ? known.email : owner?.disabled === 0 ? owner.email : null
      if (action.to === 'person' && known.wantsNoMail) return skipped('mail', 'no-consent', subject)
      if (to === null) return skipped('mail', 'no-address', subject)
      return { do: 'mail', to, subject, text: fillIn(action.text, words) }
    }
    case 'deal':
      if (known.hasDeal) return skipped('deal', 'nothing-to-do')
      return { ...action, ownerId: known.ownerId }
    default:
      return action
  }
}

function whoIs(who: Who, { doerId }: Occasion, { ownerId }: Known): string | null {
  if (who === 'nobody') return null
  if (who === 'owner') return ownerId
  return who === 'doer' ? doerId : who
}

export const isDeed = (plan: Plan | Deed): plan is Deed => 'result' in plan

/** What a deed is about, in a few words of its own. */
export function aboutOf(plan: Plan): string {
  switch (plan.do) {
    case 'task':
      return plan.title
    case 'assign':
      return plan.agentName
    case 'tag':
      return plan.tag
    case 'move':
      return plan.stageId
    case 'deal':
      return ''
    case 'mail':
      return plan.subject
    case 'call':
      return plan.url
  }
}

const skipped = (what: Deed['do'], code: string, about = ''): Deed => ({
  ...{ do: what, result: 'skipped', code, about, madeId: null },
})
