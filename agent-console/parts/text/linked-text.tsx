import { useMemo } from 'preact/hooks'
import { piecesOf } from './links'

/** Words as somebody wrote them: text stays text, and addresses lead where they say. */
export function LinkedText({ text }: { text: string }) {
  // A long thread is drawn again at every turn of the conversation; its words stay what they were.
  const pieces = useMemo(() => piecesOf(text), [text])
  return (
    <>
      {pieces.map(({ text: words, href }, at) =>
        href ? (
          <a key={at} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {words}
          </a>
        ) : (
          words
        ),
      )}
    </>
  )
}
