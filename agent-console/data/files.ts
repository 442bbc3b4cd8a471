import type { StoredFile } from '#shared/protocol/files'
import { doors, filePath } from '#shared/rules/doors'
import { fileLimit } from '#shared/values/file-limit'
import { randomId } from '#shared/values/random'
import type { Beside } from './beside'
import { ask, NoAnswerError, RefusedError } from './client'
import { persist } from './persist'
import { put, type State } from './state'
import { update } from './store'

/** Files beside a record, the newest first. */
export const filesOf = ({ files }: State, { record, recordId }: Pick<Beside, 'record' | 'recordId'>): StoredFile[] =>
  [...files.values()]
    .filter((file) => file.record === record && file.recordId === recordId && !file.removed)
    .sort((a, b) => (a.addedAt < b.addedAt ? 1 : -1))

/** Where the bytes of a file are fetched. */
export const addressOf = ({ of }: Beside, { id }: StoredFile): string => `/api/v1${filePath(of, id)}`

const requests = {
  deal: {
    files: (dealId: string) => ask.file.ofDeal({ dealId }),
    remove: (rid: string, fileId: string) => ask.file.remove({ rid, fileId }),
  },
  lead: {
    files: (leadId: string) => ask.lead.files({ leadId }),
    remove: (rid: string, fileId: string) => ask.lead.removeFile({ rid, fileId }),
  },
  contact: {
    files: (contactId: string) => ask.contact.files({ contactId }),
    remove: (rid: string, fileId: string) => ask.contact.removeFile({ rid, fileId }),
  },
  company: {
    files: (companyId: string) => ask.company.files({ companyId }),
    remove: (rid: string, fileId: string) => ask.company.removeFile({ rid, fileId }),
  },
}

/** Asks for the files beside a record. */
export async function loadFiles({ of, id }: Beside): Promise<void> {
  const files = await persist(() => requests[of].files(id))
  update((before) => ({ ...before, files: put(before.files, ...files) }))
}

/** An upload under way. */
export type Sending = {
  /** From 0 to 1. */
  onProgress: (share: number) => void
  signal: AbortSignal
}

/**
 * Sends a file. The same `rid` again after a lost answer does not add it twice.
 * @throws RefusedError `file-too-large`, `file-type-refused`, `file-broken`; NoAnswerError when the line broke
 */
export async function sendFile(
  { of, id }: Beside,
  file: File,
  { onProgress, signal }: Sending,
  rid = randomId(),
): Promise<void> {
  if (file.size > fileLimit) throw new RefusedError({ code: 'file-too-large' })
  const stored = await upload(`/api/v1/${doors[of].path}/${id}/files?name=${encodeURIComponent(file.name)}`, file, {
    rid,
    onProgress,
    signal,
  })
  update((before) => ({ ...before, files: put(before.files, stored) }))
}

export async function removeFile({ of }: Beside, { id }: StoredFile): Promise<void> {
  const rid = randomId()
  const file = await persist(() => requests[of].remove(rid, id))
  update((before) => ({ ...before, files: put(before.files, file) }))
}

// Not `fetch`, which cannot say how far an upload is.
function upload(path: string, file: File, { rid, onProgress, signal }: Sending & { rid: string }): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', path)
    request.responseType = 'json'
    request.setRequestHeader('x-requested-with', 'parley')
    request.setRequestHeader('idempotency-key', rid)
    request.upload.onprogress = ({ loaded, total }) => onProgress(loaded / total)
    request.onload = () => {
      if (request.status === 200) resolve(request.response)
      else reject(new RefusedError(request.response ?? { code: 'unexpected' }))
    }
    request.onerror = () => reject(new NoAnswerError(true))
    request.onabort = () => reject(new NoAnswerError(false))
    signal.addEventListener('abort', () => request.abort())
    request.send(file)
  })
}
