import { useRef } from 'preact/hooks'
import { t } from '../../data/session'
import { Callout } from '../../ui/callout'
import { CopyButton } from '../../ui/copy-button'
import styles from './two-step.module.css'

/** Ten codes, shown this once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  const list = useRef<HTMLUListElement>(null)
  const say = t.value
  return (
    <div class={styles.stack}>
      <Callout tone="warning">{say('twoStep.codesText')}</Callout>
      <ul ref={list} class={styles.codes} aria-label={say('twoStep.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div>
        <CopyButton text={codes.join('\n')} from={list} label={say('twoStep.copyCodes')} />
      </div>
    </div>
  )
}
