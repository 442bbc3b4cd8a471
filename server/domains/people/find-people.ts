import type { TeamContext } from '#server/context'
import type { CheckedInputOf, OutputOf } from '#shared/protocol/index'
import { plain } from '#shared/values/plain'
import { searchPeople } from './queries'

const most = 8

/** People an agent may mean by some letters of their name or code. */
export async function findPeople(
  { q }: CheckedInputOf<'person:find'>,
  { read, caller }: TeamContext,
): Promise<OutputOf<'person:find'>> {
  const people = await searchPeople(read, caller.siteIds, plain(q).split(' ').filter(Boolean), most)
  return people.map(({ id, siteId, name, code }) => ({ id, siteId, name, code }))
}
