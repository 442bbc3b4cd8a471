import { z } from 'zod'
import { type Door, doors, filePath } from '#shared/rules/doors'
import { Keeper } from './beside'
import { by, Id, Instant, Rid, request } from './define'

/** A file beside a deal, a person or a company. Never shown to the visitor. */
export const StoredFile = z.object({
  id: Id,
  record: Keeper,
  recordId: Id,
  /** Whose history it belongs to; null where it is a company's. */
  personId: Id.nullable(),
  /** Who does not work there knows nothing of the file. */
  siteId: Id,
  /** As it was called where it came from, made safe to show and to save. */
  name: z.string(),
  /** What its first bytes say it is. */
  type: z.string(),
  /** Bytes. */
  size: z.int(),
  agentId: Id.nullable(),
  addedAt: Instant,
  version: z.int(),
  removed: z.boolean(),
})
export type StoredFile = z.infer<typeof StoredFile>

/** How an upload is asked for, beside the contract: `PUT /api/v1/leads/{leadId}/files?name=…`, the body its bytes. */
export const uploadMeta = (door: Door) =>
  ({ door: 'team', permission: `${doors[door].of}.write`, limit: 'upload' }) as const
/** How a file's bytes are asked for: a `GET` of its path (`filePath`). */
export const downloadMeta = (door: Door) =>
  ({ door: 'team', permission: `${doors[door].of}.read`, limit: 'read' }) as const

const filesOf = <Owner extends z.ZodRawShape>(door: Door, owner: Owner) => ({
  /** The newest first. */
  files: request(downloadMeta(door))
    .route({ method: 'GET', path: `/${doors[door].path}/{${door}Id}/files`, summary: 'Its files', tags: ['Files'] })
    .input(z.object(owner))
    .output(z.array(StoredFile)),
  removeFile: request({ ...uploadMeta(door), limit: 'change' })
    .route({ method: 'DELETE', path: filePath(door, '{fileId}'), summary: 'Remove a file for good', tags: ['Files'] })
    .input(z.object({ rid: Rid, fileId: Id }))
    .output(StoredFile),
})

const ofDeal = filesOf('deal', { dealId: Id })
export const fileRequests = { ofDeal: ofDeal.files, remove: ofDeal.removeFile }
export const leadFileRequests = filesOf('lead', { leadId: Id })
export const contactFileRequests = filesOf('contact', { contactId: Id })
export const companyFileRequests = filesOf('company', { companyId: Id })

const fileFact = z.object({
  file: StoredFile,
  /** The deal's it stands beside: whoever may not know that knows nothing of its files. Null beside anything else. */
  pipelineId: Id.nullable(),
  ...by,
})

export const fileFacts = {
  'file.added': fileFact,
  'file.removed': fileFact,
  /** It stands beside something else by now; told as it stood, to who knew it there. */
  'file.departed': fileFact,
  /** It came from beside something else; told as it stands, to who may know it here. */
  'file.arrived': fileFact,
}
