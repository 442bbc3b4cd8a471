import { expect, test } from 'vitest'
import { contactLink } from '../../../agent-console/parts/help/contact'

test.each([
  ['https://help.kuzey.test/agents', 'https://help.kuzey.test/agents'],
  ['help@kuzey.test', 'mailto:help@kuzey.test'],
  ['+90 (212) 000 00 00', 'tel:+902120000000'],
  ['Selin, second floor', null],
  ['javascript:alert(1)', null],
  ['https://', null],
])('[T14] %s leads to %s', (contact, href) => {
  expect(contactLink(contact)).toBe(href)
})
