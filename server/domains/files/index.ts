import type { TeamContext } from '#server/context'
import { accessBeside } from '#server/domains/records/index'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Door } from '#shared/rules/doors'
import { listFiles } from './queries'
import { removeFile } from './remove-file'

export { moveFiles, returnFiles } from './move-queries'
export { placeFile } from './place-file'
export { listFree, lockFile, lockFilesOfDeal } from './queries'
export { fileStreams } from './routes'
export { sweepFiles } from './sweep-files'

const read = async (door: Door, id: string, { read, caller }: TeamContext) =>
  listFiles(read, await accessBeside(read, caller, door, id))
const remove = (door: Door) => (input: CheckedInputOf<'file:remove'>, context: TeamContext) =>
  removeFile(door, input, context)

export const handlers = {
  'file:ofDeal': ({ dealId }: CheckedInputOf<'file:ofDeal'>, context: TeamContext) => read('deal', dealId, context),
  'file:remove': remove('deal'),
  'lead:files': ({ leadId }: CheckedInputOf<'lead:files'>, context: TeamContext) => read('lead', leadId, context),
  'lead:removeFile': remove('lead'),
  'contact:files': ({ contactId }: CheckedInputOf<'contact:files'>, context: TeamContext) =>
    read('contact', contactId, context),
  'contact:removeFile': remove('contact'),
  'company:files': ({ companyId }: CheckedInputOf<'company:files'>, context: TeamContext) =>
    read('company', companyId, context),
  'company:removeFile': remove('company'),
}
