export type InstallationRow = {
  id: number
  /** Random; renewed by a restore, so that clients forget what the restored database never said. */
  epoch: string
  /** Signs bootstrap tokens. */
  secret: string
  setup_token_hash: string | null
  set_up_at: string | null
  locale: 'en' | 'tr'
  time_zone: string
  currency: string
  public_url: string
  /** 1 when owners and admins must have two-step sign-in. */
  two_step_required: number
  support_contact: string
}

export type InstallationTables = { installation: InstallationRow }
