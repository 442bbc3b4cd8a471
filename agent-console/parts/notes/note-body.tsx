import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { LinkedText } from '../text/linked-text'
import { codeIn, isLink, isPlain, lettersOf, safeAddress, type Token, tokensIn, within } from './markdown'
import styles from './notes.module.css'

/** The words of a note, its marks shown as what they mean. */
export function NoteBody({ text }: { text: string }) {
  const tokens = useMemo(() => tokensIn(text), [text])
  return (
    <div class={styles.body} dir="auto">
      <Words tokens={tokens} depth={0} />
    </div>
  )
}

/** Nobody nests more deeply, and nobody may make a page that does. */
const deepest = 12

const Words = ({ tokens, depth }: { tokens: readonly Token[]; depth: number }) => (
  <>
    {tokens.map((token, at) => (
      <Word key={at} token={token} depth={depth} />
    ))}
  </>
)

function Word({ token, depth }: { token: Token; depth: number }): ComponentChildren {
  if (depth > deepest) return token.raw
  const inside = <Words tokens={within(token)} depth={depth + 1} />
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return null
    case 'br':
      return <br />
    case 'hr':
      return <hr class={styles.rule} />
    case 'heading':
      return <p class={styles.heading}>{inside}</p>
    case 'paragraph':
      return <p>{inside}</p>
    case 'blockquote':
      return <blockquote class={styles.quote}>{inside}</blockquote>
    case 'list':
      return token.ordered ? (
        <ol class={styles.items} start={Number(token.start) || 1}>
          {inside}
        </ol>
      ) : (
        <ul class={styles.items}>{inside}</ul>
      )
    case 'list_item':
      return (
        <li>
          {token.task ? `${token.checked ? '☑' : '☐'} ` : null}
          {inside}
        </li>
      )
    case 'code':
      return <pre class={styles.pre}>{codeIn(token)}</pre>
    case 'codespan':
      return <code class={styles.code}>{token.text}</code>
    case 'strong':
      return <strong>{inside}</strong>
    case 'em':
      return <em>{inside}</em>
    case 'del':
      return <del>{inside}</del>
    default:
      if (isLink(token)) return <Link token={token} />
      return within(token).length > 0 ? inside : <LinkedText text={isPlain(token) ? token.text : token.raw} />
  }
}

/** A link as far as it leads where a link may lead; else what was typed. */
function Link({ token }: { token: Token & { href: string } }) {
  const href = safeAddress(token.href)
  if (!href) return token.raw
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {lettersOf(within(token)) || href}
    </a>
  )
}
