import type { AgentContext } from '#server/context'
import { newId } from '#server/storage/ids'
import type { Note } from '#shared/protocol/conversations'
import type { CheckedInputOf } from '#shared/protocol/index'
import { accessConversation } from './access'
import { insertNote } from './note-queries'

/** A note for colleagues. It takes no `seq`: the visitor must not even see a hole where it stands. */
export const writeNote = (
  { conversationId, body }: CheckedInputOf<'note:write'>,
  { caller, change, now }: AgentContext,
): Promise<Note> =>
  change(async (tx, record) => {
    const conversation = await accessConversation(tx, caller, conversationId)
    const note: Note = {
      id: newId(),
      conversationId,
      personId: conversation.personId,
      agentId: caller.id,
      body,
      afterSeq: conversation.head,
      n: 0,
      writtenAt: now(),
    }
    record('note.written', { note, siteId: conversation.siteId }, (n) => {
      note.n = n
      return insertNote(tx, note)
    })
    return note
  })
