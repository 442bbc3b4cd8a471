/** Where what stands beside a record is asked for: each door has the permissions of its record. */
export type Door = 'deal' | 'lead' | 'contact' | 'company'

/** The permissions a door has, what its records are called in paths, and what notes and files behind it stand beside. */
export const doors = {
  deal: { of: 'deals', path: 'deals', keeper: 'deal' },
  lead: { of: 'leads', path: 'leads', keeper: 'person' },
  contact: { of: 'contacts', path: 'contacts', keeper: 'person' },
  company: { of: 'contacts', path: 'companies', keeper: 'company' },
} as const satisfies Record<Door, { of: string; path: string; keeper: 'deal' | 'person' | 'company' }>

/** Where a file's bytes are, below `/api/v1`: one of deals is asked for by its id alone, as it always was. */
export const filePath = <Id extends string>(door: Door, id: Id) =>
  door === 'deal' ? (`/files/${id}` as const) : (`/${doors[door].path}/files/${id}` as const)
