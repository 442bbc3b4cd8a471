import { type Line, until } from './ask'

/** Mail is written by rules alone; without a mail server it waits. @returns its id */
export async function writeMail(owner: Line, siteId: string): Promise<string> {
  const letter = { do: 'mail', to: 'owner', subject: 'Somebody new', text: '{{contact.name}}' } as const
  const trigger = { on: 'lead.created' } as const
  const { rule } = await owner.ask('rule:create', {
    ...{ name: 'Tell me', siteId: null, on: true, trigger, conditions: [], actions: [letter] },
  })
  await owner.ask('lead:create', { whose: { siteId: siteId }, details: { name: 'Ayşe Kaya' } })
  const mail = await until(async () => (await owner.ask('mail:list', {})).items[0], 'the mail')
  await owner.ask('rule:remove', { ruleId: rule.id })
  return mail?.id ?? ''
}
