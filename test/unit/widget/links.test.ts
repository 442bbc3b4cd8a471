import { describe, expect, it } from 'vitest'
import { findLinks } from '../../../widget/frame/thread/links'

const links = (body: string) => findLinks(body).flatMap(({ text, href }) => (href ? [[text, href]] : []))

describe('links in a message', () => {
  it('are http, https, mailto and tel, bare www and bare e-mail addresses', () => {
    expect(links('see https://a.example/x?y=1#z or http://b.example')).toEqual([
      ['https://a.example/x?y=1#z', 'https://a.example/x?y=1#z'],
      ['http://b.example', 'http://b.example/'],
    ])
    expect(links('www.kuzey.example')).toEqual([['www.kuzey.example', 'https://www.kuzey.example/']])
    expect(links('write to selin@kuzey.example.')).toEqual([['selin@kuzey.example', 'mailto:selin@kuzey.example']])
    expect(links('tel:+90-232-555')).toEqual([['tel:+90-232-555', 'tel:+90-232-555']])
  })

  it('are never anything else', () => {
    for (const body of [
      'javascript:alert(1)',
      'JaVaScRiPt://x%0aalert(1)',
      'data:text/html,x',
      'vbscript:x',
      'file:///etc/passwd',
      'https://',
      'a@b',
      'x:y@z.example',
    ])
      expect(links(body)).toEqual([])
  })

  it('end before the sentence does', () => {
    expect(links('Is it https://a.example/b?')[0]?.[0]).toBe('https://a.example/b')
    expect(links('(https://a.example/b_(c))')[0]?.[0]).toBe('https://a.example/b_(c)')
    expect(links('"https://a.example/b", he said')[0]?.[0]).toBe('https://a.example/b')
  })

  it('lose no character of the message', () => {
    for (const body of ['', ' a  b\n\nhttps://a.example), (www.b.example).\t', '(((', ')))', 'İğ https://ı.example'])
      expect(
        findLinks(body)
          .map(({ text }) => text)
          .join(''),
      ).toBe(body)
  })

  it('are found in time that grows with the message and no faster', () => {
    const started = performance.now()
    for (const sign of ['(', ')', '.', '@', 'a.', 'a@', 'https://', 'www.', ' '])
      findLinks(sign.repeat(16_000 / sign.length))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})
