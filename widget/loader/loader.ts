import { call, emit } from './api'
import { draw } from './widget'

type Parley = { (...words: unknown[]): unknown; q?: ArrayLike<unknown>[]; on?: number }

const page = window as unknown as { Parley?: Parley }
const script = document.currentScript as HTMLScriptElement
const before = page.Parley

if (before?.on) {
  // biome-ignore lint/suspicious/noConsole: the one word to whoever built the page
  if (before.on++ < 2) console.warn('Parley is included twice')
} else {
  const { site, locale } = script.dataset as { site: string; locale?: string }
  const host = new URL(script.src).origin
  page.Parley = Object.assign(call as Parley, { on: 1 })
  for (const words of before?.q ?? []) call.apply(null, words as never)

  fetch(`${host}/widget/${site}.json`, { credentials: 'omit' })
    .then((answer) => answer.json())
    .then((settings) => {
      if (settings.code) throw settings
      draw(host, site, settings.name, locale || settings.locale)
      emit('ready')
    })
    .catch((trouble) => {
      // biome-ignore lint/suspicious/noConsole: the one word to whoever built the page
      console.warn('Parley:', trouble.code || trouble)
      emit('error', trouble)
    })
}
