import { keptOnDevice } from './device'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Light, dark, or as the system says; kept on this device. */
export const theme = keptOnDevice<Theme>('theme', themes, 'system')

/** Keeps the page in the chosen theme. Call once. */
export const followTheme = (): (() => void) =>
  theme.subscribe((chosen) => {
    const root = document.documentElement
    if (chosen === 'system') delete root.dataset.theme
    else root.dataset.theme = chosen
  })
