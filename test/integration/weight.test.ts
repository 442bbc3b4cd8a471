import { readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'

const dist = resolve('dist')
const weigh = (file: string) => brotliCompressSync(readFileSync(join(dist, file))).length
const assets = (program: string) =>
  readdirSync(join(dist, program, 'assets')).map((file) => `${program}/assets/${file}`)

/** The settings of a site with a long name, as the loader fetches them. */
const settings = brotliCompressSync(
  JSON.stringify({ name: 'Kuzey Atölye – Masif Mobilya', locale: 'tr', open: true }),
).length

test('what the tag costs a page before a click stays below two kilobytes', () => {
  expect(weigh('loader/widget.js') + settings).toBeLessThanOrEqual(2_048)
})

/** What the frame's page names: all that is fetched before a visitor can write. */
const atOnce = () => {
  const html = readFileSync(join(dist, 'frame/index.html'), 'utf8')
  return assets('frame').filter((file) => html.includes(basename(file)))
}

test('the chat is usable for at most thirty kilobytes in all', () => {
  expect(atOnce().length).toBeGreaterThan(1)
  const frame = ['frame/index.html', ...atOnce()].reduce((sum, file) => sum + weigh(file), 0)
  expect(weigh('loader/widget.js') + settings + frame).toBeLessThanOrEqual(30_000)
})

test('what only some visitors need is fetched by them alone, and is small', () => {
  const later = assets('frame').filter((file) => !atOnce().includes(file))
  expect(later.map((file) => basename(file).split('-')[0])).toEqual(['card'])
  for (const file of later) expect(weigh(file)).toBeLessThanOrEqual(2_048)
})

test('no zod and no contract reach a browser', () => {
  for (const file of [...assets('frame'), ...assets('console')].filter((name) => name.endsWith('.js')))
    expect(readFileSync(join(dist, file), 'utf8').includes('ZodError'), file).toBe(false)
})
