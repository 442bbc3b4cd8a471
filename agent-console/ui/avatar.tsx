import styles from './avatar.module.css'
import { classes } from './classes'

type AvatarProps = {
  /** Whose: the colour follows from it and stays the same everywhere. */
  id: string
  name: string
  size?: 20 | 24 | 32 | 36 | 44
  /** Draws the dot of presence; absent, there is no dot. */
  presence?: 'online' | 'away' | 'offline' | undefined
}

/** Initials on a colour of one's own. Decoration, and no text: the name stands beside it or labels its button. */
export const Avatar = ({ id, name, size = 36, presence }: AvatarProps) => (
  <span
    class={classes(styles.avatar, styles[`size-${size}`])}
    data-hue
    data-initials={initials(name)}
    style={{ '--hue': hueOf(id) }}
    aria-hidden="true"
  >
    {presence ? <span class={classes(styles.dot, styles[presence])} /> : null}
  </span>
)

/** First letters of the first and the last word, whole characters only. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter((word) => /^[\p{L}\p{N}]/u.test(word))
  const first = [...(words[0] ?? '')]
  const last = [...(words.length > 1 ? (words.at(-1) ?? '') : '')]
  // The second letter of a single name, so that a person never is a lone letter.
  return ((first[0] ?? '?') + (last[0] ?? first[1] ?? '')).toLocaleUpperCase(document.documentElement.lang || 'en')
}

function hueOf(id: string): number {
  let hash = 2166136261
  for (const unit of id) hash = Math.imul(hash ^ (unit.codePointAt(0) ?? 0), 16777619)
  return (hash >>> 0) % 360
}
