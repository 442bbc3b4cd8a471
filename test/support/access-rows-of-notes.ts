import type { RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Aim, Row } from './access-row'

type Verb = 'notes' | 'note' | 'editNote' | 'pinNote' | 'removeNote' | 'noteEdits'
export type NoteName = Extract<RequestName, `${'deal' | 'lead' | 'contact' | 'company'}:${Verb}`>

/** Requests about notes, which are the same ones beside every kind of record. */
export const noteRows: Record<NoteName, Row> = {
  ...rowsOf('deal', 'note'),
  ...rowsOf('lead', 'personNote'),
  ...rowsOf('contact', 'personNote'),
  ...rowsOf('company', 'companyNote'),
}

function rowsOf<Of extends 'deal' | 'lead' | 'contact' | 'company'>(
  of: Of,
  note: 'note' | 'personNote' | 'companyNote',
): Record<`${Of}:${Verb}`, Row> {
  const owner = (aim: Aim) => ({ [`${of}Id`]: aim[of] })
  const one = (aim: Aim) => ({ rid: randomId(), noteId: aim[note] })
  const inputs: Record<Verb, (aim: Aim) => object> = {
    notes: owner,
    note: (aim) => ({ rid: randomId(), ...owner(aim), body: 'Words' }),
    editNote: (aim) => ({ ...one(aim), was: 'Words', is: 'Other words' }),
    pinNote: (aim) => ({ ...one(aim), pinned: true }),
    removeNote: (aim) => ({ ...one(aim), removed: true }),
    noteEdits: (aim) => ({ noteId: aim[note] }),
  }
  const rows = Object.entries(inputs).map(([verb, input]) => [`${of}:${verb}`, { of: 'site', input }])
  return Object.fromEntries(rows) as Record<`${Of}:${Verb}`, Row>
}
