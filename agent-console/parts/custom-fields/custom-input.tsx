import { ExternalLink } from 'lucide'
import type { CustomField, CustomValue } from '#shared/protocol/fields'
import { isLink, longestLink, longestText } from '#shared/rules/custom-values'
import { figureIn, figureTyped } from '#shared/values/figure'
import { locale, t } from '../../data/session'
import { Icon } from '../../ui/icon'
import { GuardedField, type GuardedFieldProps } from '../fields/guarded-field'
import { ChoiceInput, type CustomInputProps } from './choice-input'
import styles from './custom-fields.module.css'
import { valueWords } from './value-words'

/** One field of ours, edited as its kind is. */
export function CustomInput(props: CustomInputProps) {
  const { field, value } = props
  if (field.kind === 'list' || field.kind === 'yesno') return <ChoiceInput {...props} />
  return (
    <>
      <TypedInput {...props} />
      {field.kind === 'link' && typeof value === 'string' && isLink(value) ? (
        <a class={styles.out} href={value} target="_blank" rel="noopener noreferrer">
          <Icon icon={ExternalLink} size={13} />
          {hostOf(value)}
          <span class="unseen">{t.value('fields.newTab')}</span>
        </a>
      ) : null}
    </>
  )
}

const TypedInput = ({ field, value, edit, may }: CustomInputProps) => (
  <GuardedField<CustomValue>
    {...{ value, edit, may }}
    label={field.name}
    placeholder={t.value('fields.fill')}
    typed={typeof value === 'number' ? figureTyped(value, locale.value) : String(value ?? '')}
    show={(one) => valueWords(field, one)}
    read={(typed) => read(field, typed)}
    input={inputs[field.kind]}
  />
)

const inputs: Partial<Record<CustomField['kind'], GuardedFieldProps<CustomValue>['input']>> = {
  text: { maxLength: longestText },
  number: { inputMode: 'decimal', maxLength: 40 },
  date: { type: 'date' },
  link: { inputMode: 'url', maxLength: longestLink },
}

function read({ kind }: CustomField, typed: string): { is: CustomValue } | { wrong: string } {
  if (typed === '') return { is: null }
  if (kind === 'number') {
    const is = figureIn(typed, locale.value)
    return is === undefined ? { wrong: t.value('fields.badNumber') } : { is }
  }
  if (kind !== 'link') return { is: typed }
  const is = /^[a-z][a-z\d+.-]*:/i.test(typed) ? typed : `https://${typed}`
  return isLink(is) ? { is } : { wrong: t.value('fields.badLink') }
}

const hostOf = (link: string): string => {
  try {
    return new URL(link).host
  } catch {
    return link
  }
}
