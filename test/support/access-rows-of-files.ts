import type { RequestName } from '#shared/protocol/index'
import { randomId } from '#shared/values/random'
import type { Aim, Row } from './access-row'

type Verb = 'files' | 'removeFile'
export type FileName = Extract<RequestName, `${'lead' | 'contact' | 'company'}:${Verb}` | `file:${string}`>

/** Requests about files, which are the same ones beside every kind of record. */
export const fileRows: Record<FileName, Row> = {
  'file:ofDeal': { of: 'site', input: (aim) => ({ dealId: aim.deal }) },
  'file:remove': { of: 'site', input: (aim) => ({ rid: randomId(), fileId: aim.file }) },
  ...rowsOf('lead', 'personFile'),
  ...rowsOf('contact', 'personFile'),
  ...rowsOf('company', 'companyFile'),
}

function rowsOf<Of extends 'lead' | 'contact' | 'company'>(
  of: Of,
  file: 'personFile' | 'companyFile',
): Record<`${Of}:${Verb}`, Row> {
  const inputs: Record<Verb, (aim: Aim) => object> = {
    files: (aim) => ({ [`${of}Id`]: aim[of] }),
    removeFile: (aim) => ({ rid: randomId(), fileId: aim[file] }),
  }
  const rows = Object.entries(inputs).map(([verb, input]) => [`${of}:${verb}`, { of: 'site', input }])
  return Object.fromEntries(rows) as Record<`${Of}:${Verb}`, Row>
}
