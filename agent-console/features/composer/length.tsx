import { t } from '../../data/session'
import styles from './composer.module.css'

/** As many characters as the server takes. */
const limit = 4000
/** From here on it is worth knowing how many are left. */
const nearEnd = 400

/** How many characters of what would be sent are too many; 0 while it fits. */
export const tooLongBy = (text: string): number => Math.max(0, text.trim().length - limit)

/** What is left to write near the end, what is too much beyond it, or why something was not taken. */
export function Length({ id, text, problem }: { id: string; text: string; problem: string }) {
  const over = tooLongBy(text)
  const left = limit - text.trim().length
  const tooLong = over > 0 ? t.value('composer.over', { count: over }) : ''
  return (
    <div id={id} class={styles.length}>
      <span role="alert" class={styles.bad}>
        {problem}
      </span>
      {problem ? null : tooLong ? (
        <span class={styles.bad}>{tooLong}</span>
      ) : left < nearEnd ? (
        <span>{t.value('composer.left', { count: left })}</span>
      ) : (
        <span class={styles.hint}>{t.value('composer.replyHint')}</span>
      )}
    </div>
  )
}
