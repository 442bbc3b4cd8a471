import Database from 'better-sqlite3'
import type { Pipeline } from '#shared/protocol/pipelines'
import { wordsOfDeal } from '#shared/rules/deal-words'
import { plain } from '#shared/values/plain'

export const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

type Filling = { siteId: string; pipeline: Pipeline; owners: readonly string[]; count: number; openEvery?: number }

/** Writes deals as they would be after years: all but every twentieth are closed. */
export function fillDeals(file: string, { siteId, pipeline, owners, count, openEvery = 20 }: Filling): void {
  const { id: pipelineId, stages } = pipeline
  const database = new Database(file)
  database.pragma('synchronous = off')
  const open = stages.filter(({ kind }) => kind === 'open')
  const [won, lost] = stages.filter(({ kind }) => kind !== 'open')
  const uuid = (kind: number, at: number) => `0190000${kind}-0000-7000-8000-${at.toString(16).padStart(12, '0')}`
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const person = database.prepare(
    `insert into person (id, site_id, name, code, attributes, language, origin, device, first_seen_at, version, words)
     values (?, ?, ?, 'AB12', '{}', '', '{}', '', ?, 1, ?)`,
  )
  const deal = database.prepare(
    `insert into deal (id, pipeline_id, stage_id, person_id, site_id, owner_id, name, amount, currency, closes_on, tags,
       description, source, outcome, loss_note, last_open_stage_id, closed_at, stage_since, rank, created_at, version,
       removed, open_tasks, next_task_at, touched_at, name_key, words)
     values (?, ?, ?, ?, ?, ?, ?, ?, 'TRY', ?, ?, '', ?, ?, '', ?, ?, ?, ?, ?, 1, 0, ?, ?, ?, ?, ?)`,
  )
  database.exec('create temp table said (word text, deal_id text)')
  const saying = database.prepare('insert into said values (?, ?)')
  const woods = ['walnut', 'oak', 'beech', 'maple', 'cherry']
  database.transaction(() => {
    for (let at = 0; at < count / 5; at++)
      person.run(uuid(1, at), siteId, `Person ${at}`, ago(at), plain(`Person ${at} AB12`))
    for (let at = 0; at < count; at++) {
      const isOpen = at % openEvery === 0
      const stage = isOpen ? open[(at / openEvery) % open.length] : at % 3 ? lost : won
      const name = `${at < count * 0.08 ? 'Veteran ' : ''}${woods[((at * 2_654_435_761) >>> 7) % 5]}${(at * 7) % 1_013} table ${at}`
      const known = { name, tags: at % 50 === 0 ? ['vip'] : [], source: 'Shop · shop.test/x' }
      const words = wordsOfDeal({ deal: known, personName: `Person ${at % (count / 5)}`, personCode: 'AB12' })
      for (const word of words) saying.run(word, uuid(2, at))
      const age = count - at
      deal.run(
        ...[
          uuid(2, at),
          pipelineId,
          stage?.id,
          uuid(1, at % (count / 5)),
          siteId,
          owners[(at + Math.floor(at / 20)) % owners.length],
          name,
        ],
        ...[
          (at * 7_919) % 1_000_000,
          at % 3 ? null : dayFromNow((at % 700) - 350),
          JSON.stringify(known.tags),
          known.source,
        ],
        ...[isOpen ? 'open' : at % 3 ? 'lost' : 'won', open[0]?.id, isOpen ? null : ago(age), ago(age * 3)],
        ...[`a${at.toString(36).padStart(5, '0')}V`, ago(age * 5)],
        ...[isOpen && at % 40 ? 1 : 0, isOpen && at % 40 ? ago((at % 2_000) - 1_000) : null, ago(age * 2)],
        ...[plain(name), `\n${words.join('\n')}\n`],
      )
    }
    const total = database.prepare(
      `insert into stage_total (stage_id, site_id, deal_count, deal_amount, hand_amount, hand_weighted)
       select stage_id, site_id, count(*), sum(amount), 0, 0 from deal where removed = 0 group by stage_id, site_id`,
    )
    total.run()
    // In their order they are written several times as fast.
    database.prepare('insert into deal_word select ?, word, deal_id from said order by word, deal_id').run(siteId)
  })()
  database.close()
}
