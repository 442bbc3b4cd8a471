import { useMemo } from 'preact/hooks'
import { findLinks } from './links'

type Props = { body: string; by: string; mine: boolean; last: boolean }

/** One message. What a screen reader hears begins with who said it. */
export function Bubble({ body, by, mine, last }: Props) {
  const pieces = useMemo(() => findLinks(body), [body])
  return (
    <p class={`bubble${mine ? ' mine' : ''}${last ? ' last' : ''}`} dir="auto">
      <span class="unseen">{by}: </span>
      {pieces.map(({ text, href }) =>
        href ? (
          <a href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        ) : (
          text
        ),
      )}
    </p>
  )
}
