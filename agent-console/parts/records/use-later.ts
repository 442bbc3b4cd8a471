import { useEffect, useState } from 'preact/hooks'

/**
 * What is answered to something that changes with every letter: asked a moment after the last one. An answer to what
 * is no longer there is thrown away; one that does not come leaves what was shown.
 */
export function useLater<Answer>(key: string, ask: () => Promise<Answer>, empty: Answer, afterMs = 250): Answer {
  const [answer, setAnswer] = useState(empty)
  useEffect(() => {
    let wanted = true
    const timer = setTimeout(() => {
      ask().then(
        (found) => wanted && setAnswer(found),
        () => {},
      )
    }, afterMs)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [key])
  return answer
}
