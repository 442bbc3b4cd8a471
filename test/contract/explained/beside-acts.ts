import type { InputOf } from '#shared/protocol/index'
import { putFile } from '../../support/write-file'
import { newContact, newLead } from './people'
import type { Acts, Scene } from './scene'

/** Something of each kind beside which notes and files stand. */
const keepers = {
  deal: async ({ deal }: Scene) => (await deal()).id,
  lead: async (scene: Scene) => (await newLead(scene)).id,
  contact: async (scene: Scene) => (await newContact(scene)).id,
  company: async ({ agent, world }: Scene) =>
    (await agent.ask('company:create', { siteId: world.site.id, details: { name: 'Kaya Mobilya' } })).id,
}

/** Notes beside each kind of record: the same story behind four doors. */
export const noteActs = Object.fromEntries(
  Object.entries(keepers).flatMap(([of, make]) => {
    const ask = ({ agent }: Scene, verb: string, input: object) =>
      agent.ask(`${of}:${verb}` as 'deal:note', input as InputOf<'deal:note'>)
    const left = async (scene: Scene) =>
      (await ask(scene, 'note', { [`${of}Id`]: await make(scene), body: 'Call first' })).id
    return [
      [`${of}:note`, left],
      [
        `${of}:editNote`,
        async (scene: Scene) => ask(scene, 'editNote', { noteId: await left(scene), was: 'Call first', is: 'Write' }),
      ],
      [`${of}:pinNote`, async (scene: Scene) => ask(scene, 'pinNote', { noteId: await left(scene), pinned: true })],
      [
        `${of}:removeNote`,
        async (scene: Scene) => ask(scene, 'removeNote', { noteId: await left(scene), removed: true }),
      ],
    ]
  }),
)

/** Files beside each of them: added beside the contract, and removed. */
export const fileActs = Object.fromEntries(
  (['deal', 'lead', 'contact', 'company'] as const).map((of) => [
    of === 'deal' ? 'file:remove' : `${of}:removeFile`,
    async (scene: Scene) => {
      const id = await keepers[of](scene)
      await putFile(scene.world, of, id, 'stays')
      const { id: fileId } = await putFile(scene.world, of, id, 'goes')
      return scene.agent.ask(of === 'deal' ? 'file:remove' : `${of}:removeFile`, { fileId })
    },
  ]),
)

/** Tasks. */
export const taskActs: Acts = {
  'task:create': (scene) => newTask(scene),
  'task:edit': async (scene) => {
    const { id, title, dueAt } = await newTask(scene)
    const changes = { title: { was: title, is: 'Call' }, dueOn: { was: null, is: '2027-01-01' } }
    return scene.agent.ask('task:edit', { taskId: id, changes: { ...changes, dueAt: { was: dueAt, is: null } } })
  },
  'task:complete': async (scene) => scene.agent.ask('task:complete', { taskId: (await newTask(scene)).id }),
  'task:reopen': async (scene) => {
    const { id } = await newTask(scene)
    await scene.agent.ask('task:complete', { taskId: id })
    return scene.agent.ask('task:reopen', { taskId: id })
  },
  'task:cancel': async (scene) => scene.agent.ask('task:cancel', { taskId: (await newTask(scene)).id }),
}

async function newTask({ agent, deal, personId, conversationId }: Scene) {
  const { id } = await deal()
  return agent.ask('task:create', {
    personId,
    dealId: id,
    conversationId,
    title: 'Send the offer',
    dueAt: '2026-12-01T09:00:00.000Z',
  })
}
