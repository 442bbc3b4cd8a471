import type { TeamContext } from '#server/context'
import { historiesOf, tellTimeline } from '#server/domains/people/index'
import { companyScope } from '#server/events/audience'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { accessCompany } from './access'
import { listPeopleAt } from './queries'

/** What has happened at a company and with everybody who works there, the latest first. */
export async function readTimeline(
  { companyId, ...asked }: CheckedInputOf<'company:timeline'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'company:timeline'>> {
  const { id } = await accessCompany(read, caller, companyId)
  const people = await historiesOf(read, await listPeopleAt(read, id))
  return tellTimeline(read, caller, [companyScope(id), ...people], asked)
}
