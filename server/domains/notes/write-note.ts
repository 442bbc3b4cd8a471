import { agentIdOf, byOf, type TeamCaller, type TeamContext } from '#server/context'
import { findAgent, knowsPipeline, worksOn } from '#server/domains/agents/index'
import { accessBeside, type Beside } from '#server/domains/records/index'
import type { Recorder } from '#server/events/recorder'
import type { Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { FactName } from '#shared/protocol/index'
import type { RecordNote } from '#shared/protocol/notes'
import { Refusal } from '#shared/protocol/refusals'
import type { Door } from '#shared/rules/doors'
import { accessNote } from './access'
import { insertNote, lockNote, saveNote } from './queries'

/** Leaves a note. Whoever is called by name and may not see what it stands beside is not called. */
export const leaveNote = (
  door: Door,
  id: string,
  { body, mentions }: { body: string; mentions: readonly string[] },
  { caller, change, now }: TeamContext,
): Promise<RecordNote> =>
  change(async (tx, record) => {
    const beside = await accessBeside(tx, caller, door, id, 'write')
    const note: RecordNote = {
      ...{ id: newId(), record: beside.record, recordId: beside.recordId, agentId: agentIdOf(caller), body },
      ...{ mentions: await calledBy(tx, mentions, beside), pinned: false, writtenAt: now(), editedAt: null },
      ...{ removed: false, version: 1 },
    }
    await insertNote(tx, note)
    record('note.left', told(note, beside, caller))
    return note
  })

/** Changes the words of a note; what they were is kept with who changed them. @throws Refusal `stale` */
export const editNote = (
  door: Door,
  { noteId, was, is, mentions }: { noteId: string; was: string; is: string; mentions: readonly string[] },
  context: TeamContext,
): Promise<RecordNote> =>
  alter(door, noteId, context, async (before, beside, { tx, record }) => {
    if (before.removed) throw new Refusal('not-found')
    if (before.body !== was) throw new Refusal('stale', { field: 'body', current: before.body })
    if (was === is) return before
    const called = await calledBy(tx, mentions, beside)
    const note = { ...before, body: is, mentions: called, editedAt: context.now(), version: before.version + 1 }
    await saveNote(tx, note)
    const news = called.filter((id) => !before.mentions.includes(id))
    record('note.edited', { ...told(note, beside, context.caller), was, called: news })
    return note
  })

/** Keeps a note on top, or no longer. */
export const pinNote = (
  door: Door,
  { noteId, pinned }: { noteId: string; pinned: boolean },
  context: TeamContext,
): Promise<RecordNote> =>
  alter(door, noteId, context, async (before, beside, ground) => {
    if (before.removed) throw new Refusal('not-found')
    if (before.pinned === pinned) return before
    return tell(ground, 'note.pinned', { ...before, pinned, version: before.version + 1 }, beside, context.caller)
  })

/** Takes a note away, or brings it back as it was. */
export const removeNote = (
  door: Door,
  { noteId, removed }: { noteId: string; removed: boolean },
  context: TeamContext,
): Promise<RecordNote> =>
  alter(door, noteId, context, async (before, beside, ground) => {
    if (before.removed === removed) return before
    const note = { ...before, removed, version: before.version + 1 }
    return tell(ground, removed ? 'note.removed' : 'note.restored', note, beside, context.caller)
  })

type Ground = { tx: Tx; record: Recorder }

const alter = (
  door: Door,
  noteId: string,
  { caller, change }: TeamContext,
  decide: (before: RecordNote, beside: Beside, ground: Ground) => Promise<RecordNote>,
): Promise<RecordNote> =>
  change(async (tx, record) => {
    const { note, beside } = await accessNote(tx, caller, door, await lockNote(tx, noteId))
    return decide(note, beside, { tx, record })
  })

async function tell(
  { tx, record }: Ground,
  name: Extract<FactName, 'note.pinned' | 'note.removed' | 'note.restored'>,
  note: RecordNote,
  beside: Beside,
  caller: TeamCaller,
): Promise<RecordNote> {
  await saveNote(tx, note)
  record(name, told(note, beside, caller))
  return note
}

const told = (note: RecordNote, { siteId, personId, pipelineId, about }: Beside, caller: TeamCaller) => ({
  ...{ note, siteId, personId, pipelineId, about },
  ...byOf(caller),
})

/** Those of some agents who may see what a note stands beside, each once. */
async function calledBy(tx: Tx, mentions: readonly string[], beside: Beside): Promise<string[]> {
  const called: string[] = []
  for (const id of new Set(mentions)) {
    if (await maySee(tx, id, beside)) called.push(id)
  }
  return called
}

async function maySee(tx: Tx, agentId: string, { record, siteId, pipelineId }: Beside): Promise<boolean> {
  const agent = await findAgent(tx, agentId)
  if (!agent || !(await worksOn(tx, agent, siteId, record === 'deal' ? 'deals.read' : 'contacts.read'))) return false
  return pipelineId === null || knowsPipeline(tx, agent, pipelineId)
}
