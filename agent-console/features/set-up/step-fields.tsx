import { useMemo } from 'preact/hooks'
import { locale, t } from '../../data/session'
import { NewPassword } from '../../parts/fields/new-password'
import { Callout } from '../../ui/callout'
import { SelectField, TextArea, TextField } from '../../ui/field'
import { type Draft, type Problems, type Step, warningOf } from './draft'
import { currencyOptions, timeZoneOptions } from './guesses'

type StepProps = { draft: Draft; problems: Problems; onChange: (part: Partial<Draft>) => void }

/** The fields of one step. */
export const StepFields = ({ step, ...rest }: StepProps & { step: Step }) =>
  step === 'you' ? <You {...rest} /> : step === 'place' ? <Place {...rest} /> : <FirstSite {...rest} />

const You = ({ draft, problems, onChange }: StepProps) => (
  <>
    <TextField
      label={t.value('setUp.name')}
      help={t.value('setUp.nameHelp')}
      error={problems.name}
      value={draft.name}
      onValue={(name) => onChange({ name })}
      autocomplete="name"
      maxLength={80}
      required
    />
    <TextField
      label={t.value('setUp.email')}
      error={problems.email}
      type="email"
      value={draft.email}
      onValue={(email) => onChange({ email })}
      autocomplete="username"
      maxLength={254}
      required
    />
    <NewPassword
      label={t.value('setUp.password')}
      error={problems.password}
      value={draft.password}
      onValue={(password) => onChange({ password })}
      about={[draft.name, draft.email]}
    />
  </>
)

function Place({ draft, problems, onChange }: StepProps) {
  const language = locale.value
  const zones = useMemo(() => timeZoneOptions(language, draft.timeZone), [language, draft.timeZone])
  const currencies = useMemo(() => currencyOptions(language), [language])
  return (
    <>
      <SelectField
        label={t.value('setUp.timeZone')}
        error={problems.timeZone}
        options={zones}
        value={draft.timeZone}
        onValue={(timeZone) => onChange({ timeZone })}
      />
      <SelectField
        label={t.value('setUp.currency')}
        error={problems.currency}
        options={currencies}
        value={draft.currency}
        onValue={(currency) => onChange({ currency })}
      />
      <TextField
        label={t.value('setUp.publicUrl')}
        help={t.value('setUp.publicUrlHelp')}
        error={problems.publicUrl}
        type="url"
        inputMode="url"
        spellcheck={false}
        value={draft.publicUrl}
        onValue={(publicUrl) => onChange({ publicUrl })}
        maxLength={300}
        required
      />
      <Warning draft={draft} />
    </>
  )
}

const FirstSite = ({ draft, problems, onChange }: StepProps) => (
  <>
    <TextField
      label={t.value('setUp.siteName')}
      help={t.value('setUp.siteNameHelp')}
      placeholder={t.value('setUp.siteNameExample')}
      error={problems.siteName}
      value={draft.siteName}
      onValue={(siteName) => onChange({ siteName })}
      autocomplete="organization"
      maxLength={80}
      required
    />
    <TextArea
      label={t.value('setUp.domains')}
      help={t.value('setUp.domainsHelp')}
      placeholder="example.com"
      error={problems.domains}
      value={draft.domains}
      onValue={(domains) => onChange({ domains })}
      spellcheck={false}
      autocapitalize="off"
      rows={2}
      required
    />
    <Warning draft={draft} />
  </>
)

function Warning({ draft }: { draft: Draft }) {
  const warning = warningOf(draft)
  return warning ? <Callout tone="warning">{t.value(warning)}</Callout> : null
}
