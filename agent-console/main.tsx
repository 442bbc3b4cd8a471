import { effect } from '@preact/signals'
import { render } from 'preact'
import { App } from './app'
import { locale, t } from './data/session'
import './styles/base.css'
import { listenForHotkeys } from './ui/hotkeys'
import { speech } from './ui/speech'
import { followTheme } from './ui/theme'

effect(() => {
  speech.value = { locale: locale.value, say: t.value }
})
followTheme()
listenForHotkeys()

const root = document.getElementById('root')
if (root) render(<App />, root)
