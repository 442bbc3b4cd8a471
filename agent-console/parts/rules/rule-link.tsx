import { may, t } from '../../data/session'
import { managePath } from '../../routes'

/** From what a rule did to all it did, for who may read that. */
export function RuleLink({ rule }: { rule: { id: string; name: string } }) {
  if (!may('settings.manage')) return null
  return (
    <>
      {' · '}
      <a href={managePath('rules', rule.id)}>{t.value('rule.log', { name: rule.name })}</a>
    </>
  )
}
