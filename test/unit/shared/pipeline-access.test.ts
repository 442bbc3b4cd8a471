import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Permission } from '#shared/rules/permissions'
import { mayKnow, membersOf } from '#shared/rules/pipeline-access'

const agent = (id: string, ...permissions: Permission[]) => ({ id, permissions: new Set(permissions) })

test('[V23] a pipeline that names nobody is everybody’s, another theirs and of who manages the settings', () => {
  const deniz = agent('deniz', 'deals.read')
  expect(mayKnow({ memberIds: [] }, deniz)).toBe(true)
  expect(mayKnow({ memberIds: ['deniz', 'mert'] }, deniz)).toBe(true)
  expect(mayKnow({ memberIds: ['mert'] }, deniz)).toBe(false)
  expect(mayKnow({ memberIds: ['mert'] }, agent('selin', 'settings.manage'))).toBe(true)
})

test('[V23] whoever names agents knows the pipeline afterwards, and closes none by naming nobody', () => {
  const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'))
  const some = fc.record({ memberIds: ids, id: fc.constantFrom('a', 'e'), manages: fc.boolean() })
  fc.assert(
    fc.property(some, ({ memberIds, id, manages }) => {
      const by = manages ? agent(id, 'settings.manage') : agent(id)
      const named = membersOf(memberIds, by)
      expect(mayKnow({ memberIds: named }, by)).toBe(true)
      expect(named.length === 0).toBe(memberIds.length === 0)
      expect(named).toEqual([...new Set(named)].sort())
      for (const one of memberIds) expect(named).toContain(one)
    }),
  )
})
