import { Send, Trophy } from 'lucide'
import { t } from '../../data/session'
import { initials } from '../../ui/avatar'
import { Icon } from '../../ui/icon'
import styles from './preview.module.css'

type PreviewProps = { name: string; siteName: string; domain: string | undefined }

/** What is being built, growing with the fields. A picture: it says nothing that the page does not. */
export function Preview({ name, siteName, domain }: PreviewProps) {
  const say = t.value
  const owner = name.trim().split(/\s+/)[0]
  return (
    <aside class={styles.stage} aria-hidden="true">
      <div class={styles.browser}>
        <div class={styles.bar}>
          <i />
          <i />
          <i />
          <span class={styles.address}>{domain ?? 'example.com'}</span>
        </div>
        <div class={styles.site}>
          <b />
          <s />
          <s />
          <s />
          <div class={styles.cards}>
            <u />
            <u />
          </div>
        </div>
        <div class={styles.chat}>
          <div class={styles.head}>
            <span class={styles.face}>{owner ? initials(name) : 'P'}</span>
            <span class={styles.names}>
              <span class={styles.name}>{siteName.trim() || say('preview.site')}</span>
              <span class={styles.online}>{say('preview.online')}</span>
            </span>
          </div>
          <div class={styles.talk}>
            <p class={styles.mine}>{say('preview.visitor')}</p>
            <p class={styles.from}>{owner || say('preview.someone')}</p>
            <p class={styles.theirs}>{say('preview.agent')}</p>
          </div>
          <div class={styles.write}>
            {say('preview.write')}
            <Icon icon={Send} size={14} />
          </div>
        </div>
        <div class={styles.deal}>
          <Icon icon={Trophy} size={14} />
          {say('preview.deal')}
        </div>
      </div>
    </aside>
  )
}
