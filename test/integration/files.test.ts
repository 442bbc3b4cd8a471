import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sweepFiles } from '#server/domains/files/index'
import { openFileStore } from '#server/storage/file-store'
import type { Deal } from '#shared/protocol/deals'
import { fileLimit } from '#shared/values/file-limit'
import { randomId } from '#shared/values/random'
import { type Line, refusalOf, until } from '../support/ask'
import { World } from '../support/world'

let world: World
let owner: Line
let deal: Deal

beforeAll(async () => {
  world = await World.open()
  owner = await world.agent()
  const { conversationId } = await (await world.visitor()).says('Could you send me an offer?')
  const { person } = await owner.ask('conversation:read', { conversationId })
  deal = await owner.ask('deal:create', { personId: person.id, conversationId })
})
afterAll(() => world.close())
beforeEach(() => world.app.limits.forgive('upload', 'agent'))

const kept = () => readdirSync(join(world.dataDir, 'files', 'kept'))
const waiting = () => readdirSync(join(world.dataDir, 'files', 'waiting'))
const pdf = Buffer.from('%PDF-1.7\nAn offer for twenty seats')

type What = { name?: string; body?: Buffer; rid?: string; headers?: Record<string, string>; cookie?: string }

const put = ({ name = 'offer.pdf', body = pdf, rid = randomId(), headers = {}, cookie = world.cookie }: What = {}) =>
  world.fetch(`/api/v1/deals/${deal.id}/files?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/octet-stream', 'idempotency-key': rid, cookie, ...headers },
  })
const codeOf = async (answer: Promise<Response>) => (await (await answer).json()).code
const get = (id: string, cookie = world.cookie) => world.fetch(`/api/v1/files/${id}`, { headers: { cookie } })

describe('[D16] a file beside a deal', () => {
  test('is added, listed, told to colleagues and in the history, and comes back byte for byte', async () => {
    const answer = await put({ name: 'Teklif İçin ö.pdf' })
    expect(answer.status).toBe(200)
    const file = await answer.json()
    expect(file).toMatchObject({ name: 'Teklif İçin ö.pdf', type: 'application/pdf', size: pdf.length })
    expect(await owner.ask('file:ofDeal', { dealId: deal.id })).toEqual([file])
    await owner.heardFact('file.added', (fact) => fact.data.file.id === file.id)
    expect((await owner.ask('deal:history', { dealId: deal.id })).map(({ name }) => name)).toContain('file.added')
    const back = await get(file.id)
    expect(Buffer.from(await back.arrayBuffer())).toEqual(pdf)
    expect(Object.fromEntries(back.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('Teklif İçin ö.pdf')}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  test('asked for twice under one name is there once', async () => {
    const rid = randomId()
    const [first, second] = [await (await put({ rid })).json(), await (await put({ rid })).json()]
    expect(second).toEqual(first)
    expect(kept().filter((id) => id === first.id)).toHaveLength(1)
    expect(kept()).toHaveLength((await owner.ask('file:ofDeal', { dealId: deal.id })).length)
    expect(await codeOf(put({ rid, name: 'another.pdf' }))).toBe('rid-reused')
    expect(waiting()).toEqual([])
  })

  test('is removed with its bytes, and is gone for everybody', async () => {
    const file = await (await put()).json()
    await owner.ask('file:remove', { fileId: file.id })
    expect(kept()).not.toContain(file.id)
    expect((await get(file.id)).status).toBe(404)
    expect((await refusalOf(owner.ask('file:remove', { fileId: file.id }))).code).toBe('not-found')
  })

  test('is what its bytes say, whatever it is called', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')
    const zip = Buffer.concat([Buffer.from('504b0304', 'hex'), Buffer.alloc(40)])
    const typeOf = async (name: string, body: Buffer) => (await (await put({ name, body })).json()).type
    expect(await typeOf('photo.pdf', png)).toBe('image/png')
    expect(await typeOf('prices.xlsx', zip)).toMatch(/spreadsheetml/)
    expect(await typeOf('all.zip', zip)).toBe('application/zip')
    expect(await typeOf('app.jar', zip)).toBe('application/zip')
    expect(await typeOf('prices.csv', Buffer.from('name;price\nsofa;100'))).toBe('text/csv')
    expect(await typeOf('page.html', Buffer.from('<p>hello'))).toBe('text/plain')
  })

  test('is words where it is nothing but words, though they begin like a film, a picture or a program', async () => {
    const typeOf = async (name: string, words: string) =>
      (await (await put({ name, body: Buffer.from(words) })).json()).type
    expect(await typeOf('günler.csv', 'Gün;Tutar\n1;100')).toBe('text/csv')
    for (const words of ['Görüşme notları', 'BMW 320 için teklif', 'MZ-14 ölçüleri', 'PLAN', 'ID3: evet', '{"a":1}'])
      expect(await typeOf('notes.txt', words)).toBe('text/plain')
  })

  test.each([
    ['a page of another name', 'notes.txt', Buffer.from('<?xml version="1.0"?><html/>')],
    ['a text that may hold programs', 'notes.txt', Buffer.from('{\\rtf1 hello}')],
    ['a page for a printer', 'notes.txt', Buffer.from('%!PS-Adobe-3.0')],
    ['a program', 'photo.png', Buffer.from('4d5a90000300000004000000ffff0000', 'hex')],
    ['a picture that may hold a script', 'logo.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">')],
    ['bytes that mean nothing', 'notes.txt', Buffer.from([0, 1, 2, 3, 250, 251])],
  ])('%s is refused and leaves nothing', async (_, name, body) => {
    const before = kept()
    expect(await codeOf(put({ name, body }))).toBe('file-type-refused')
    expect([kept(), waiting()]).toEqual([before, []])
  })

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\offers\\offer.pdf', 'offer.pdf'],
    ['.htaccess', 'htaccess'],
    ['gpj.\u202efdp', 'gpj.fdp'],
    ['', 'file'],
    ['a'.repeat(300), 'a'.repeat(120)],
  ])('a name like %j becomes %j', async (name, safe) => {
    expect((await (await put({ name })).json()).name).toBe(safe)
  })
})

describe('[D16] an upload that is not what it says', () => {
  const digest = (bytes: Buffer) => `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`

  test('is held against its digest', async () => {
    expect((await put({ headers: { 'repr-digest': digest(pdf) } })).status).toBe(200)
    expect(await codeOf(put({ headers: { 'repr-digest': digest(Buffer.from('else')) } }))).toBe('file-broken')
    expect(waiting()).toEqual([])
  })

  test('breaks off: nothing is stored and nothing is left', async () => {
    const before = kept()
    const { port } = new URL(world.url)
    const socket = connect(Number(port), '127.0.0.1')
    const head = [
      `PUT /api/v1/deals/${deal.id}/files?name=offer.pdf HTTP/1.1`,
      ...['host: 127.0.0.1', `cookie: ${world.cookie}`, 'x-requested-with: parley'],
      ...[`idempotency-key: ${randomId()}`, 'content-length: 100000'],
    ]
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    socket.write(pdf)
    await until(() => waiting().length === 1, 'the upload to begin')
    socket.destroy()
    await until(() => waiting().length === 0, 'what had come to be gone')
    expect(kept()).toEqual(before)
  })

  test('is too large: refused before it is sent, or as soon as it is', async () => {
    expect(await codeOf(put({ body: Buffer.alloc(fileLimit + 1, 'a') }))).toBe('file-too-large')
    expect(waiting()).toEqual([])
  })

  test('names no attempt', async () => {
    expect(await codeOf(put({ rid: 'short' }))).toBe('malformed')
  })
})

describe('[D16] who may', () => {
  test('nobody of another site adds, lists or fetches, and is told only that there is nothing', async () => {
    const file = await (await put()).json()
    const stranger = await world.hire('Stranger', 'agent', [])
    expect(await codeOf(put({ cookie: stranger }))).toBe('not-found')
    expect((await get(file.id, stranger)).status).toBe(404)
    expect((await get(randomId(), stranger)).status).toBe(404)
    expect((await get(file.id, '')).status).toBe(401)
  })

  test('who only reads, reads', async () => {
    const file = await (await put()).json()
    const reader = await world.hire('Reader', 'read-only')
    expect((await get(file.id, reader)).status).toBe(200)
    expect(await codeOf(put({ cookie: reader }))).toBe('not-allowed')
  })

  test('a foreign page cannot add', async () => {
    const headers = { origin: 'http://evil.test', 'sec-fetch-site': 'cross-site' }
    expect(await codeOf(put({ headers }))).toBe('origin-refused')
  })
})

test('[D16] bytes nobody names are swept, others stay', async () => {
  const file = await (await put()).json()
  const store = openFileStore(join(world.dataDir, 'files'))
  const orphan = '01900000-0000-7000-8000-00000000dead'
  const { Readable } = await import('node:stream')
  await store.keep(await store.receive(Readable.from([pdf]), 1_000), orphan)
  await store.receive(Readable.from([pdf]), 1_000)
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(await sweepFiles(world.storage.read, store)).toBe(0)
  expect(await sweepFiles(world.storage.read, store, 0)).toBeGreaterThanOrEqual(1)
  expect(kept()).toContain(file.id)
  expect([kept().includes(orphan), waiting()]).toEqual([false, []])
})
