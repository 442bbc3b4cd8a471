import type { AgentCaller, AgentContext } from '#server/context'
import { callerOf } from '#server/domains/agents/index'
import { matchCompanies } from '#server/domains/companies/index'
import { accessCard, accessLead } from '#server/domains/leads/index'
import type { Changes } from '#server/events/changes'
import type { Recorder } from '#server/events/recorder'
import type { Ringing } from '#server/jobs/alarm'
import type { Db, Tx } from '#server/storage/db'
import { newId } from '#server/storage/ids'
import type { ConversionChoice } from '#shared/protocol/conversion'
import type { ConversionBatch } from '#shared/protocol/conversions'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import type { Lead } from '#shared/protocol/leads'
import { isPassing, Refusal } from '#shared/protocol/refusals'
import { countRows, findBatch, findWaiting, insertBatch, settle } from './batch-queries'
import { groundOf } from './begin-act'
import { convert } from './convert-lead'
import { contactsFor } from './weigh-conversion'

/** Has many leads converted, one after the other, whoever is still there by then. */
export const convertMany = (
  { leadIds }: CheckedInputOf<'conversion:begin'>,
  { caller, change, now }: AgentContext,
): Promise<OutputOf<'conversion:begin'>> =>
  change(async (tx, record) => {
    const ids = [...new Set(leadIds)]
    // One that may not be known refuses all: it cannot be named in the result.
    for (const id of ids) await accessCard(tx, caller, id)
    const batch = { id: newId(), by_agent_id: caller.id, at: now() }
    await insertBatch(tx, batch, ids)
    record('conversions.begun', { batchId: batch.id, byAgentId: caller.id, total: ids.length })
    return { batchId: batch.id }
  })

/** What became of each so far. */
export async function readBatch(
  { batchId }: CheckedInputOf<'conversion:read'>,
  { read, caller }: AgentContext,
): Promise<ConversionBatch> {
  const batch = await findBatch(read, batchId)
  if (!batch || batch.byAgentId !== caller.id) throw new Refusal('not-found')
  return batch
}

/** Leads that wait to be converted, whichever process was asked. Each in a transaction with its result. */
export const waitingConversions = (read: Db, changes: Changes, now: () => string): Ringing => ({
  next: async () => ((await findWaiting(read)) ? now() : undefined),
  async ring() {
    const row = await findWaiting(read)
    if (!row) return false
    const caller = await callerOf(read, row.by_agent_id)
    try {
      if (!caller?.permissions.has('leads.convert')) throw new Refusal('not-allowed')
      await changes.change(null, async (tx, record) => {
        const ground = groundOf(tx, record, now(), caller)
        const lead = await accessLead(tx, caller, row.lead_id)
        const result = await convert(ground, lead.id, await usualChoice(tx, caller, lead), lead.version)
        const outcome = { state: 'converted' as const, refused: null, contact_id: result.contactId }
        // Another process has done it: nothing of this one stands.
        if (!(await settle(tx, row, outcome))) throw new Refusal('lead-converted')
        await tellEnd(tx, row, record)
      })
    } catch (error) {
      if (!(error instanceof Refusal) || isPassing(error.code)) throw error
      const state = error.code === 'match-strong' ? 'skipped' : 'refused'
      await changes.change(null, async (tx, record) => {
        if (!(await settle(tx, row, { state, refused: error.code, contact_id: null }))) return
        await tellEnd(tx, row, record)
      })
    }
    return true
  },
})

/** Says that all are through, once the last one is. */
async function tellEnd(tx: Tx, { batch_id, by_agent_id }: Waiting, record: Recorder): Promise<void> {
  const { total, waiting } = await countRows(tx, batch_id)
  if (waiting === 0) record('conversions.finished', { batchId: batch_id, byAgentId: by_agent_id, total })
}

type Waiting = { batch_id: string; by_agent_id: string }

/** As most would choose: who they are already, else somebody new; where they say they work; no deal. */
async function usualChoice(tx: Tx, caller: AgentCaller, lead: Lead): Promise<ConversionChoice> {
  const { itself } = await contactsFor(tx, caller, lead, { contact: {}, company: {}, deal: {}, left: [] })
  const { siteId, company: name, emails } = lead
  const asked = { siteId, name, emails, phones: [], domains: [] }
  const known = name === '' ? [] : await matchCompanies(asked, { read: tx, caller })
  const there = known.find(({ strength }) => strength !== 'hint')
  const company = there
    ? { how: 'existing' as const, companyId: there.companyId, take: [] }
    : { how: 'new' as const, name }
  return {
    contact: itself ? { how: 'existing', contactId: itself.contact.id, take: [] } : { how: 'new', reason: '' },
    company: name === '' || itself?.contact.companyId ? { how: 'none' } : company,
    // Many notices in a row tell nobody anything.
    ...{ deal: { how: 'none' }, task: null, files: 'deal', tags: true, tellOwner: false },
  }
}
