import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { found } from '#server/domains/installation/index'
import { addSite } from '#server/domains/sites/index'
import { Announcer } from '#server/events/announcer'
import { siteScope } from '#server/events/audience'
import { Changes } from '#server/events/changes'
import { readCounter } from '#server/events/queries'
import type { Recorder } from '#server/events/recorder'
import { replay } from '#server/events/replay'
import type { Storage, Tx } from '#server/storage/db'
import { migrate } from '#server/storage/migrate'
import type { Fact } from '#shared/protocol/index'
import { Refusal } from '#shared/protocol/refusals'
import { randomId } from '#shared/values/random'

/** What `change()`, the number line and replay promise, whatever stands below. */
export function changesContract(
  name: string,
  open: () => Promise<{ storage: Storage; stop?: () => Promise<void> }>,
): void {
  describe(name, () => {
    let storage: Storage
    let stop: (() => Promise<void>) | undefined
    let changes: Changes
    let announcer: Announcer
    const told: Fact[] = []

    beforeAll(async () => {
      const opened = await open()
      storage = opened.storage
      stop = opened.stop
      await migrate(storage)
      announcer = new Announcer(storage.read, [], (fact) => void told.push(fact))
      changes = new Changes(
        storage,
        (facts) => announcer.announce(facts),
        () => {},
      )
      await found(changes)
      await announcer.start(false)
    })
    afterAll(async () => {
      await changes.close()
      await storage.close()
      await stop?.()
    })

    const attempt = (rid = randomId()) => ({ caller: 'agent:1', rid, inputHash: 'x' })
    const site = (tx: Tx, record: Recorder, siteName = randomId()) =>
      addSite(tx, record, { name: siteName, domains: ['shop.test'], locale: 'en' })
    const countSites = async () => (await storage.read.selectFrom('site').select('id').execute()).length

    test('[C1] a change writes its rows, its fact and its answer together, and tells afterwards', async () => {
      const before = await readCounter(storage.read)
      const made = await changes.change(attempt(), site)
      expect(await readCounter(storage.read)).toBe(before + 1)
      expect(told.at(-1)).toMatchObject({ n: before + 1, name: 'site.added', data: { site: made } })
    })

    test('[C2] a refused change leaves no row, no fact, no number and tells nobody', async () => {
      const [sites, n, heard] = [await countSites(), await readCounter(storage.read), told.length]
      const refused = changes.change(attempt(), async (tx, record) => {
        await site(tx, record)
        throw new Refusal('not-found')
      })
      await expect(refused).rejects.toThrow('not-found')
      expect([await countSites(), await readCounter(storage.read), told.length]).toEqual([sites, n, heard])
    })

    test('[C3] a refused change takes none of its neighbours along', async () => {
      const before = await countSites()
      const tries = await Promise.allSettled(
        Array.from({ length: 9 }, (_, i) =>
          changes.change(null, async (tx, record) => {
            await site(tx, record)
            if (i % 3 === 1) throw new Refusal('not-allowed')
          }),
        ),
      )
      expect(tries.filter(({ status }) => status === 'rejected')).toHaveLength(3)
      expect(await countSites()).toBe(before + 6)
    })

    test('[C4] one name, one change: together, later, and with another input', async () => {
      const before = await countSites()
      const same = attempt()
      const answers = await Promise.all(Array.from({ length: 8 }, () => changes.change(same, site)))
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1)
      expect(await changes.change(same, site)).toEqual(answers[0])
      await expect(changes.change({ ...same, inputHash: 'y' }, site)).rejects.toThrow('rid-reused')
      expect(await countSites()).toBe(before + 1)
    })

    test('[C5] numbers have no holes, and everybody hears them in order', async () => {
      const start = told.length
      await Promise.all(Array.from({ length: 60 }, () => changes.change(null, site)))
      const numbers = told.slice(start).map(({ n }) => n)
      expect(numbers).toEqual(Array.from({ length: 60 }, (_, i) => (numbers[0] ?? 0) + i))
    })

    test('[C6] who was away hears all of theirs after their cursor, page by page, and nothing else', async () => {
      const after = await readCounter(storage.read)
      const made = []
      for (let i = 0; i < 6; i++) made.push(await changes.change(null, site))
      const mine = made.filter((_, i) => i % 2 === 0)
      const played = await replay(
        storage.read,
        [],
        mine.map(({ id }) => siteScope(id)),
        after,
        Date.now(),
      )
      expect(played).toMatchObject({ resync: false, more: false, n: after + 6 })
      if (!played.resync)
        expect(played.facts.map(({ data }) => (data as { site: { id: string } }).site.id)).toEqual(
          mine.map(({ id }) => id),
        )
      expect(await replay(storage.read, [], [], after + 100, Date.now())).toEqual({ resync: true })
      const aMonthLater = Date.now() + 30 * 24 * 3_600_000
      expect(await replay(storage.read, [], [], after, aMonthLater)).toEqual({ resync: true })
    })

    test('[C7] a change inside a change, and a read beside its tx, are errors at once', async () => {
      const nested = changes.change(null, () => changes.change(null, site))
      await expect(nested).rejects.toThrow('inside a change')
      const beside = changes.change(
        null,
        async () => void (await storage.read.selectFrom('site').selectAll().execute()),
      )
      await expect(beside).rejects.toThrow('its own tx')
    })

    test('[C8] a change that is not done in time is rolled back, and cannot write afterwards', async () => {
      const before = await countSites()
      let late: Promise<unknown> = Promise.resolve()
      const slow = changes.change(null, async (tx, record) => {
        await site(tx, record)
        await new Promise((resolve) => setTimeout(resolve, 2_300))
        late = site(tx, record)
        await late
      })
      await expect(slow).rejects.toThrow('longer than')
      await new Promise((resolve) => setTimeout(resolve, 500))
      await expect(late).rejects.toThrow()
      await changes.change(null, site)
      expect(await countSites()).toBe(before + 1)
    })
  })
}
