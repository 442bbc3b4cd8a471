import { Mail, Phone } from 'lucide'
import type { ComponentChildren } from 'preact'
import { t } from '../../data/session'
import { GuardedField } from '../../parts/fields/guarded-field'
import { listIn, readEmails, readWebsite, tagsIn } from '../../parts/records/read-typed'
import { Icon } from '../../ui/icon'
import styles from './page.module.css'

type Edit<Value> = (is: Value, was: Value) => Promise<Value>

/** A label and what stands behind it. */
export const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.line}>
    <dt class={styles.label}>{label}</dt>
    <dd class={styles.value}>{children}</dd>
  </div>
)

type TextLineProps = { label: string; value: string; edit: Edit<string>; may: boolean; max: number }

/** One line of text. */
export const TextLine = ({ label, value, edit, may, max }: TextLineProps) => (
  <Line label={label}>
    <GuardedField
      {...{ label, value, edit, may }}
      placeholder={t.value('contact.add')}
      typed={value}
      show={(text) => text}
      read={(typed) => ({ is: typed })}
      input={{ maxLength: max }}
    />
  </Line>
)

/** The address of a page, which leads there. */
export const WebsiteLine = ({ label, value, edit, may }: Omit<TextLineProps, 'max'>) => (
  <Line label={label}>
    <GuardedField
      {...{ label, value, edit, may }}
      placeholder={t.value('contact.add')}
      typed={value}
      show={(text) => text}
      read={readWebsite}
      input={{ type: 'url', maxLength: 2_048 }}
    />
    {/^https?:\/\//i.test(value) ? (
      <a class={styles.out} href={value} target="_blank" rel="noopener noreferrer">
        {hostWords(value)}
      </a>
    ) : null}
  </Line>
)

type ListLineProps = {
  label: string
  help?: string
  value: string[]
  edit: Edit<string[]>
  may: boolean
  of: 'emails' | 'phones' | 'domains' | 'tags'
}

/** Several, with a comma between. */
export const ListLine = ({ label, help, value, edit, may, of }: ListLineProps) => (
  <Line label={label}>
    <GuardedField
      {...{ value, edit, may }}
      label={help ? `${label}. ${help}` : label}
      placeholder={t.value('contact.add')}
      typed={value.join(', ')}
      show={(list) => list.join(', ')}
      read={(typed) =>
        of === 'emails' ? readEmails(typed) : { is: of === 'tags' ? tagsIn(typed) : listIn(typed, 20) }
      }
      input={{ maxLength: 2_000 }}
    />
    {of === 'emails' || of === 'phones' ? <Ways of={of} value={value} /> : null}
  </Line>
)

/** A click writes, or calls. */
const Ways = ({ of, value }: { of: 'emails' | 'phones'; value: readonly string[] }) => (
  <span class={styles.ways}>
    {value.map((one) => (
      <a
        key={one}
        class={styles.way}
        href={of === 'emails' ? `mailto:${one}` : `tel:${one.replace(/[^\d+]/g, '')}`}
        aria-label={one}
        title={one}
      >
        <Icon icon={of === 'emails' ? Mail : Phone} size={14} />
      </a>
    ))}
  </span>
)

const hostWords = (url: string): string => {
  try {
    return new URL(url).host
  } catch {
    return url
  }
}
