import type { AgentContext } from '#server/context'
import type { CheckedInputOf } from '#shared/protocol/index'
import type { Installation } from '#shared/protocol/setup'
import { saveSupportContact } from './queries'
import { sharedIn } from './state'

/** Changes what the whole installation shares. */
export const editInstallation = (
  { supportContact }: CheckedInputOf<'installation:edit'>,
  { caller, change }: AgentContext,
): Promise<Installation> =>
  change(async (tx, record) => {
    await saveSupportContact(tx, supportContact)
    const installation = await sharedIn(tx)
    record('installation.edited', { installation, byAgentId: caller.id })
    return installation
  })
