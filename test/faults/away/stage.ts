import type { Answer } from '#shared/protocol/index'
import type { Program } from '../badly/program'
import { chance as chanceOf } from '../clients/chance'
import { Crowd } from '../clients/crowd'
import { hire } from '../clients/staff'
import type { Trial } from '../harness'
import { Ledger } from '../oracle/ledger'
import { type Product, plant } from '../plant'
import { behind } from '../wire/between'
import { type Ground, prepareGround } from '../wire/ground'
import { Relay } from '../wire/relay'
import { goodLine } from '../wire/shape'
import { Others, type Place } from './others'
import { letDaysPass } from './time'

const visitors = 4
/** The first has every conversation open; the second only exists, and is given some. */
const agents = ['first', 'second']

/** Counts consoles that were told to forget what they know. */
class Resyncs extends Ledger {
  count = 0

  override answered(name: string, input: unknown, answer: Answer): void {
    super.answered(name, input, answer)
    if (name === 'console:sync' && 'ok' in answer && (answer.ok as { resync: boolean }).resync) this.count++
  }
}

/** Visitors and agents who can all go away at once, and others who stay and change the world. */
export class Stage {
  private constructor(
    private readonly ground: Ground,
    private readonly product: Product,
    private program: Program,
    readonly relay: Relay,
    readonly crowd: Crowd,
    readonly others: Others,
    readonly resyncs: Resyncs,
  ) {}

  /** @param spoil what becomes of the product before anybody runs it */
  static async set({ seed, mutant }: Trial, spoil: (product: Product) => Product): Promise<Stage> {
    const product = spoil(await plant(mutant))
    const ground = await prepareGround()
    const { port, key } = ground
    const relay = await Relay.before({ host: behind, port }, () => goodLine)
    const program = await start(ground)
    const [cookie = ''] = await hire(program.url, ground.cookie, agents)
    const resyncs = new Resyncs()
    const chance = chanceOf(seed)
    const crowd = new Crowd({
      product,
      url: program.url,
      siteKey: key,
      cookies: [cookie],
      visitors,
      ledger: resyncs,
      chance,
    })
    await crowd.meet()
    const places = await openScreens(crowd)
    const hello = { host: behind, port, door: 'agent', cookie: ground.cookie } as const
    return new Stage(ground, product, program, relay, crowd, await Others.enter(hello, places, chance), resyncs)
  }

  /** The server stands still for so many days and comes back. */
  async passDays(days: number): Promise<void> {
    await this.program.kill()
    letDaysPass(this.ground.dataDir, days)
    this.program = await start(this.ground)
    await this.others.enterAgain()
  }

  async clear(): Promise<void> {
    this.crowd.close()
    this.others.leave()
    await this.program.kill()
    this.relay.close()
    this.product.remove()
    this.ground.clear()
  }
}

async function start(ground: Ground): Promise<Program> {
  const program = ground.program({ HOST: behind })
  await program.start()
  return program
}

/** Every agent opens the people of their conversations and every board, as a console opened afresh does. */
async function openScreens({ agents }: Crowd): Promise<Place[]> {
  const places = agents.flatMap((agent) =>
    agent.conversations.map((conversationId, index) => {
      const personId = agent.console.state.value.conversations.get(conversationId)?.personId ?? ''
      return { agent, conversationId, personId, mayClose: index >= visitors / 2 }
    }),
  )
  await Promise.all(places.map(({ agent, personId }) => agent.console.openPerson(personId)))
  const boards = ({ state }: (typeof agents)[number]['console']) => [...state.value.pipelines.keys()]
  await Promise.all(
    agents.flatMap(({ console }) =>
      boards(console).map((id) => console.readBoard({ pipelineId: id, filter: {}, sort: null })),
    ),
  )
  return places
}
