import { describe, expect, test } from 'vitest'
import { defaultPermissions, permissions, roles, seesEverySite } from '#shared/rules/permissions'

describe('the permissions a new installation starts with', () => {
  test('are each named once', () => {
    expect(new Set(permissions).size).toBe(permissions.length)
    for (const role of roles) expect(new Set(defaultPermissions[role]).size).toBe(defaultPermissions[role].length)
  })

  test('are all in the hands of the owner, so that nobody is locked out', () => {
    expect([...defaultPermissions.owner].sort()).toEqual([...permissions].sort())
  })

  test('shrink from role to role: whoever is lower may do nothing that the one above may not', () => {
    for (const [at, role] of roles.entries()) {
      const above = roles[at - 1]
      if (above) expect(defaultPermissions[above]).toEqual(expect.arrayContaining([...defaultPermissions[role]]))
    }
  })

  test('let a reader read and do nothing else', () => {
    expect(defaultPermissions['read-only'].every((permission) => permission.endsWith('.read'))).toBe(true)
  })

  test('let an agent answer and sell, but change neither the team nor the settings', () => {
    expect(defaultPermissions.agent).toEqual(
      expect.arrayContaining(['conversations.reply', 'deals.write', 'tasks.write']),
    )
    expect(defaultPermissions.agent.filter((permission) => permission.endsWith('.manage'))).toEqual([])
  })

  test('let owners and admins see every site, and others the sites they work on', () => {
    expect(roles.filter(seesEverySite)).toEqual(['owner', 'admin'])
  })
})
