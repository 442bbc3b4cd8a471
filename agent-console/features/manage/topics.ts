import { may } from '../../data/session'
import type { Topic } from '../../routes'

/** The topics about one kind of record, which stand together. */
export const isModule = (topic: Topic): boolean =>
  topic === 'leads' || topic === 'contacts' || topic === 'companies' || topic === 'deals'

/** Whether a topic is anything for me; the server asks again anyway. */
export function mayOpen(topic: Topic): boolean {
  if (topic === 'keys' || topic === 'rules') return may('settings.manage')
  if (topic === 'leads') return may('leads.read')
  if (isModule(topic)) return may('settings.manage')
  return topic !== 'pipelines' || may('deals.read')
}
