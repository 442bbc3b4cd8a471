import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Storage } from '#server/storage/db'
import { contract } from '#shared/protocol/index'
import { expectExplained } from '../support/explained'
import { fileActs, noteActs, taskActs } from './explained/beside-acts'
import { dealActs } from './explained/deal-acts'
import { peopleActs } from './explained/people-acts'
import { pipelineActs } from './explained/pipeline-acts'
import { type Acts, type Scene, setScene } from './explained/scene'
import { settingsActs } from './explained/settings-acts'
import { talkActs } from './explained/talk-acts'
import { teamActs } from './explained/team-acts'

/** One believable use of every request that changes something. */
const acts: Acts = {
  ...talkActs,
  ...teamActs,
  ...dealActs,
  ...peopleActs,
  ...settingsActs,
  ...pipelineActs,
  ...noteActs,
  ...fileActs,
  ...taskActs,
}

/**
 * Change nothing a console shows: sessions, keys and two-step sign-in are asked for when they are looked at; set-up
 * happens before any console.
 */
const showNothing = [
  'session:open',
  'session:close',
  'session:revoke',
  'setup:inspect',
  'setup:complete',
  'visit:sync',
  'rule:try',
  'mail:retry',
  'authenticator:enable',
  'authenticator:renewCodes',
  'authenticator:disable',
  'authenticator:reset',
  'authenticator:require',
  'key:create',
  'key:revoke',
]

/** Facts explain state: whatever a request changed, whoever was told holds what whoever comes anew is shown. */
export function explainedContract(name: string, storage: (folder: string) => Storage): void {
  describe.each(parts())(`${name}, part %#`, (...requests) => {
    let scene: Scene

    beforeAll(async () => {
      scene = await setScene(storage)
    })
    afterAll(() => scene.world.close())

    test.each(requests)('[C9] facts explain what %s changed', async (request) => {
      await expectExplained(scene.agent, () => (acts[request] as (scene: Scene) => Promise<unknown>)(scene))
    })

    test.each(requests.filter((request) => ofSites.test(request)))(
      '[C9] facts explain what %s changed to those who work on one site',
      async (request) => {
        const act = acts[request] as (scene: Scene) => Promise<unknown>
        for (const line of scene.colleagues) await expectExplained(line, () => act(scene))
      },
    )
  })

  test(`[C9] every request that changes something is explained here, ${name}`, () => {
    const changing = Object.entries(contract).flatMap(([group, verbs]) =>
      Object.entries(verbs).flatMap(([verb, procedure]) =>
        procedure['~orpc'].route.method === 'GET' ? [] : [`${group}:${verb}`],
      ),
    )
    expect(changing.filter((one) => !(one in acts) && !showNothing.includes(one))).toEqual([])
  })
}

/** What those see who work on one site only. */
const ofSites = /^(deal|task|lead|contact|company|field|mapping|view|pipeline|stage|reason):/
const partSize = 20

/** Requests about the same things together, as one may go on where another ended; the more a world holds, the slower. */
function parts(): string[][] {
  const all: string[][] = []
  for (const group of groups()) {
    const last = all.at(-1)
    if (last && last.length < partSize) last.push(...group)
    else all.push([...group])
  }
  return all
}

function groups(): string[][] {
  const byName = new Map<string, string[]>()
  for (const request of Object.keys(acts)) {
    const [name = ''] = request.split(':')
    byName.set(name, [...(byName.get(name) ?? []), request])
  }
  return [...byName.values()]
}
