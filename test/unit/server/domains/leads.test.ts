import { expect, test } from 'vitest'
import { introduce, mostWays } from '#server/domains/leads/rules'

const team = {
  name: 'Ayşe Kaya',
  saidName: '',
  emails: ['ayse@kaya.test'],
  phones: ['+90 532 123 45 67'],
  mayMail: null,
}
const nothing = { name: '', email: null, phone: null, mayMail: null }

test('[V02] what a visitor types stands behind what the team wrote', () => {
  const after = introduce(team, { ...nothing, email: 'other@far.test', phone: '+49 30 901820' })
  expect(after.emails).toEqual(['ayse@kaya.test', 'other@far.test'])
  expect(after.phones).toEqual(['+90 532 123 45 67', '+49 30 901820'])
})

test('[V02] an address that is known stays where it stands, however it is written', () => {
  const known = { ...team, emails: ['ayse@kaya.test', 'kaya@home.test'] }
  expect(introduce(known, { ...nothing, email: 'KAYA@home.test' }).emails).toEqual(known.emails)
})

test('[V02] nothing a visitor types pushes out what the team wrote', () => {
  const emails = Array.from({ length: mostWays }, (_, at) => `${at}@kaya.test`)
  expect(introduce({ ...team, emails }, { ...nothing, email: 'other@far.test' }).emails).toEqual(emails)
})
