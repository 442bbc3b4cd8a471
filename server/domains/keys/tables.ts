export type KeyTables = {
  api_key: {
    id: string
    name: string
    /** SHA-256 of the secret; the secret itself is stored nowhere. */
    secret_hash: string
    hint: string
    /** JSON array of scopes. */
    scopes: string
    created_by: string
    created_at: string
    used_at: string | null
  }
}
