import { useRef } from 'preact/hooks'
import { t } from '../../data/session'
import { CopyButton } from '../../ui/copy-button'
import styles from './snippet.module.css'

type SnippetProps = { publicUrl: string; siteKey: string; kind?: 'primary' | 'secondary' }

/** The one line a site needs, and a button that copies it. */
export function Snippet({ publicUrl, siteKey, kind = 'secondary' }: SnippetProps) {
  const code = useRef<HTMLElement>(null)
  const text = `<script async src="${publicUrl}/widget.js" data-site="${siteKey}"></script>`
  return (
    <div class={styles.snippet}>
      <pre class={styles.box}>
        <code ref={code}>{text}</code>
      </pre>
      <CopyButton text={text} from={code} label={t.value('manage.sites.copy')} kind={kind} />
    </div>
  )
}
