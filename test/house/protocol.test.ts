import type { AnyContractProcedure } from '@orpc/contract'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { handlers } from '#server/domains/index'
import type { RequestMeta } from '#shared/protocol/define'
import { contract, facts } from '#shared/protocol/index'
import { keyScopes, permissions } from '#shared/rules/permissions'

/** Changing requests that carry neither `rid` nor `id`, and why a retry of each does no harm. */
const harmlessTwice: Readonly<Record<string, string>> = {
  'setup:inspect': 'Only looks; it is a POST to keep the secret out of addresses and logs.',
  'setup:complete': 'The link works once; a second try is refused.',
  'session:open': 'A second sign-in is a second session, listed and revocable.',
  'session:close': 'Signing out twice is signing out.',
  'rule:try': 'Only looks; it is a POST because a whole rule is too much for an address.',
  'conversation:mark': 'Marks only ever grow.',
  'visit:sync': 'Only looks; it is a POST because it belongs to the visitor door.',
  'visit:mark': 'Marks only ever grow.',
  'visit:introduce': 'Saying the same of oneself again changes nothing.',
  'visit:describe': 'Setting the same attributes again changes nothing.',
}

const requests = Object.entries(contract).flatMap(([group, verbs]) =>
  Object.entries(verbs as Record<string, AnyContractProcedure>).map(([verb, procedure]) => {
    const { route, meta, inputSchema } = procedure['~orpc']
    return {
      name: `${group}:${verb}`,
      method: route.method ?? '',
      path: route.path ?? '/',
      route,
      meta: meta as Partial<RequestMeta>,
      fields: inputSchema instanceof z.ZodObject ? Object.keys(inputSchema.shape) : undefined,
    }
  }),
)

describe.each(requests)('$name', ({ name, method, path, route, meta, fields }) => {
  test('has a name of the form noun:verb', () => {
    expect(name).toMatch(/^[a-z]+:[a-z]+([A-Z][a-z]+)*$/)
  })

  test('says who may ask, what it takes and what it counts as', () => {
    expect(['agent', 'team', 'visitor', 'setup', 'anyone']).toContain(meta.door)
    expect([null, ...permissions]).toContain(meta.permission)
    expect(meta.limit).toBeTruthy()
    if (meta.door !== 'agent' && meta.door !== 'team')
      expect(meta.permission, 'only the team holds permissions').toBeNull()
    if (meta.door === 'team')
      expect([null, ...keyScopes], 'a key can be given what it needs').toContain(meta.permission)
    expect(meta.limit === 'read', 'what is read is counted as reading').toBe(method === 'GET')
  })

  test('has a route that is described and takes every value it names from the input', () => {
    expect(['GET', 'POST', 'PATCH', 'PUT', 'DELETE']).toContain(method)
    expect(path).toMatch(/^(\/[a-z-]+|\/\{[a-zA-Z]+\})+$/)
    expect(route.summary).toBeTruthy()
    expect(route.tags).toHaveLength(1)
    const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1])
    expect(fields).toEqual(expect.arrayContaining(named))
  })

  test('can be asked twice without happening twice', () => {
    if (method === 'GET' || name in harmlessTwice) return
    expect(fields?.filter((field) => field === 'rid' || field === 'id')).toHaveLength(1)
  })
})

describe('the contract', () => {
  test('has no two requests at one address', () => {
    const addresses = requests.map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`)
    expect(addresses.filter((address, at) => addresses.indexOf(address) !== at)).toEqual([])
  })

  test('excuses only requests that exist, change something and have no name of their own', () => {
    const idle = Object.keys(harmlessTwice).filter((name) => {
      const found = requests.find((request) => request.name === name)
      return !found || found.method === 'GET' || found.fields?.some((field) => field === 'rid' || field === 'id')
    })
    expect(idle).toEqual([])
  })

  test('has one handler for every request, and no handler without a request', () => {
    expect(Object.keys(handlers).sort()).toEqual(requests.map(({ name }) => name).sort())
    expect(Object.values(handlers).filter((handler) => typeof handler !== 'function')).toEqual([])
  })
})

describe('facts', () => {
  test.each(Object.entries(facts))('%s is named noun.past and its data is an object', (name, schema) => {
    expect(name).toMatch(/^[a-z]+\.[a-z]+$/)
    expect(schema).toBeInstanceOf(z.ZodObject)
    expect(schema.safeParse('not an object').success).toBe(false)
  })

  test('no fact is told by two slices', () => {
    const names = Object.keys(facts)
    expect(new Set(names).size).toBe(names.length)
    expect(names.length).toBeGreaterThan(20)
  })
})
