import { expect, test } from 'vitest'
import { hashNewPassword } from '#server/domains/agents/passwords'
import { isAlive } from '#server/domains/agents/rules'
import { forward, previewOf, readBody } from '#server/domains/conversations/rules'
import { codeFrom, deviceOf, hasDetails, mergeAttributes } from '#server/domains/people/rules'
import { addressKey } from '#server/door/limits'
import { isOwnOrigin } from '#server/realtime/origins'

test.each([
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0', 'Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0', 'Firefox · Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605 Version/17.5 Mobile Safari/604.1',
    'Safari · iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36',
    'Samsung Internet · Android',
  ],
  ['curl/8.0', ''],
])('a browser is told in words: %s', (userAgent, words) => {
  expect(deviceOf(userAgent)).toContain(words)
})

test('what the page says newly stands, beyond twenty the oldest goes', () => {
  const before = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, i]))
  const merged = mergeAttributes(before, { k0: 'new', z: true })
  expect(Object.keys(merged)).toHaveLength(20)
  expect(merged).toMatchObject({ k0: 'new', z: true })
  expect(merged).not.toHaveProperty('k1')
})

test.each([
  [{}, false],
  [{ plan: 'pro', seats: 20 }, false],
  [{ email: 'elif@example.com' }, true],
  [{ email: 'unknown' }, false],
  [{ 'E-posta': 'elif@example.com' }, true],
  [{ phoneNumber: '0212 000 00 00' }, true],
  [{ phone: 902120000000 }, true],
  [{ phone: 'none' }, false],
  [{ name: 'Elif' }, true],
  [{ name: '' }, false],
  [{ companyname: 'Kuzey' }, false],
])('[D19] %j says whether somebody can be reached', (attributes, is) => {
  expect(hasDetails({ name: null, attributes })).toBe(is)
  expect(hasDetails({ name: 'Elif', attributes })).toBe(true)
})

test('a code is four characters nobody mixes up', () => {
  expect(codeFrom(Uint8Array.from([0, 29, 30, 255]))).toMatch(/^[2-9A-HJKMNP-Z]{4}$/)
})

test('marks only go forward and never beyond what there is', () => {
  expect(forward({ delivered: 5, read: 3 }, { delivered: 4, read: 9 }, 7)).toEqual({ delivered: 7, read: 7 })
  expect(forward({ delivered: 5, read: 3 }, { delivered: 0, read: 0 }, 7)).toEqual({ delivered: 5, read: 3 })
})

test('a preview is one line and never half a character', () => {
  expect(previewOf('a\n\nb')).toBe('a b')
  const long = previewOf(`${'x'.repeat(138)}😀😀`)
  expect(long).toBe(`${'x'.repeat(138)}…`)
  expect(long.isWellFormed()).toBe(true)
})

test('empty and overlong words are refused', () => {
  expect(() => readBody(' \n')).toThrow('malformed')
  expect(() => readBody('x'.repeat(4001))).toThrow('message-too-long')
  expect(readBody(' e\u0301 ')).toBe('é')
})

test.each(['password1234', 'aaaaaaaaaaaa', '123456123456', 'selin-demir-1', 'qwertyqwerty', 'unbelievable'])(
  '%s is too easy to guess',
  async (secret) => {
    await expect(hashNewPassword(secret, 'Selin Demir', 'selin@kuzey.test')).rejects.toThrow('password-common')
  },
)

test('a long sentence is a good password', async () => {
  const hash = await hashNewPassword('a gently swaying lantern', 'Selin Demir', 'selin@kuzey.test')
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
})

test('a session is over after half a day unused and after a week in any case', () => {
  const hour = 3_600_000
  const at = (hours: number) => new Date(hours * hour).toISOString()
  expect(isAlive({ created_at: at(0), seen_at: at(0) }, 11 * hour)).toBe(true)
  expect(isAlive({ created_at: at(0), seen_at: at(0) }, 12 * hour)).toBe(false)
  expect(isAlive({ created_at: at(0), seen_at: at(167) }, 168 * hour)).toBe(false)
})

test.each([
  ['::ffff:10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
])('limits count %s as %s', (address, key) => {
  expect(addressKey(address)).toBe(key)
})

test('an own page is known by its exact origin, or by what the browser says when it sends none', () => {
  const own = ['http://localhost:4000']
  expect(isOwnOrigin({ origin: 'http://localhost:4000' }, own)).toBe(true)
  for (const origin of ['http://localhost:4001', 'https://localhost:4000', 'null', 'http://localhost:4000.evil.test'])
    expect(isOwnOrigin({ origin, referer: 'http://localhost:4000/' }, own)).toBe(false)
  expect(isOwnOrigin({ 'sec-fetch-site': 'same-origin' }, own)).toBe(true)
  expect(isOwnOrigin({ 'sec-fetch-site': 'cross-site', referer: 'http://localhost:4000/' }, own)).toBe(false)
  expect(isOwnOrigin({ referer: 'http://localhost:4000/frame/x' }, own)).toBe(true)
  expect(isOwnOrigin({}, own)).toBe(false)
})
