import { createHash } from 'node:crypto'
import type { Context } from '#server/context'
import { addAgent, beginSession, hashNewPassword, insertRoles } from '#server/domains/agents/index'
import { findInstallation, finishSetup } from '#server/domains/installation/index'
import { createStatuses } from '#server/domains/leads/index'
import { createFirstPipeline } from '#server/domains/pipelines/index'
import { addSite } from '#server/domains/sites/index'
import type { Reader } from '#server/storage/db'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { defaultPermissions, roles } from '#shared/rules/permissions'

/** Whether the link is good, and the address to propose. */
export async function inspectSetup(
  { token }: CheckedInputOf<'setup:inspect'>,
  { read, publicUrl }: Context,
): Promise<OutputOf<'setup:inspect'>> {
  await assertToken(read, token)
  return { publicUrl: publicUrl() }
}

/** First owner, first site, first pipeline, in one transaction; then the link is worth nothing. */
export async function completeSetup(
  input: CheckedInputOf<'setup:complete'>,
  context: Context,
): Promise<OutputOf<'setup:complete'>> {
  if (!context.cookie) throw new Refusal('http-only')
  const { owner, locale, currency, site: first } = input
  await assertToken(context.read, input.token)
  const installation = {
    locale,
    currency,
    timeZone: readZone(input.timeZone),
    publicUrl: new URL(input.publicUrl).origin,
    supportContact: '',
  }
  readCurrency(currency)
  const passwordHash = await hashNewPassword(owner.password, owner.name, owner.email)

  const { site, session } = await context.change(async (tx, record) => {
    await assertToken(tx, input.token)
    const at = context.now()
    if (!(await finishSetup(tx, installation, at))) throw new Refusal('already-set-up')
    await insertRoles(
      tx,
      roles.map((name) => ({ name, permissions: defaultPermissions[name] })),
    )
    const agent = await addAgent(tx, record, { ...owner, passwordHash, role: 'owner', locale, siteIds: [] })
    await createFirstPipeline(tx, record, locale, currency)
    await createStatuses(tx, locale)
    return {
      site: await addSite(tx, record, { ...first, locale }),
      session: await beginSession(tx, agent.id, context.userAgent, at),
    }
  })
  await context.setUp()
  context.cookie.keep(session)
  return { site, installation }
}

async function assertToken(db: Reader, token: string): Promise<void> {
  const installation = await findInstallation(db)
  if (installation?.set_up_at) throw new Refusal('already-set-up')
  const hash = createHash('sha256').update(token).digest('hex')
  // Both are digests of random values: comparing them in constant time would protect nothing.
  if (installation?.setup_token_hash !== hash) throw new Refusal('setup-link-invalid')
}

function readZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone
  } catch {
    throw new Refusal('malformed', { field: 'timeZone' })
  }
}

function readCurrency(currency: string): void {
  if (!Intl.supportedValuesOf('currency').includes(currency)) throw new Refusal('malformed', { field: 'currency' })
}
