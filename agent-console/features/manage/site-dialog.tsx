import { useRef, useState } from 'preact/hooks'
import type { Locale } from '#shared/protocol/agents'
import type { AutoDeal, Site } from '#shared/protocol/sites'
import { randomId } from '#shared/values/random'
import { ask, RefusedError } from '../../data/client'
import { homePipeline, pipelinesInOrder } from '../../data/pipelines'
import { locale, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { domainsIn, oddDomain } from '../../parts/sites/domains'
import { SelectField, TextArea, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { languages } from '../../ui/languages'

type SiteDialogProps = { site: Site | null; onClose: () => void }

/** A new site, or another name, other domains, another language for one. */
export function SiteDialog({ site, onClose }: SiteDialogProps) {
  const [name, setName] = useState(site?.name ?? '')
  const [domains, setDomains] = useState(site?.domains.join('\n') ?? '')
  const [language, setLanguage] = useState<Locale>(site?.locale ?? locale.value)
  const [pipelineId, setPipelineId] = useState(site?.pipelineId ?? '')
  const [autoDeal, setAutoDeal] = useState<AutoDeal>(site?.autoDeal ?? 'never')
  const [problems, setProblems] = useState<{ name?: string; domains?: string; whole?: string }>({})
  const [busy, setBusy] = useState(false)
  // The same attempt keeps its name, so that a retry after a lost answer cannot add the site twice.
  const attempt = useRef({ of: '', rid: '' })
  const say = t.value
  const save = async () => {
    if (busy) return
    const list = domainsIn(domains)
    const found = { name: wrongName(name), domains: wrongDomains(list) }
    setProblems(found)
    if (found.name || found.domains) return
    const values = { name: name.trim(), domains: list, locale: language }
    const of = JSON.stringify({ ...values, pipelineId, autoDeal })
    if (attempt.current.of !== of) attempt.current = { of, rid: randomId() }
    const { rid } = attempt.current
    setBusy(true)
    try {
      if (site) await ask.site.edit({ rid, siteId: site.id, ...values, pipelineId: pipelineId || null, autoDeal })
      else await ask.site.create({ rid, ...values })
      toast(say(site ? 'manage.sites.saved' : 'manage.sites.added', { name: values.name }))
      onClose()
    } catch (error) {
      const domain = error instanceof RefusedError && error.code === 'domain-invalid'
      setProblems({ [domain ? 'domains' : 'whole']: refusalText(error) })
    } finally {
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={site ? say('manage.sites.editNamed', { name: site.name }) : say('manage.sites.add')}
      action={site ? say('ui.save') : say('manage.sites.add')}
      busy={busy}
      problem={problems.whole}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField
        label={say('manage.sites.name')}
        help={say('manage.sites.nameHelp')}
        error={problems.name}
        value={name}
        onValue={setName}
        maxLength={80}
        required
      />
      <TextArea
        label={say('manage.sites.domains')}
        help={say('manage.sites.domainsHelp')}
        error={problems.domains}
        placeholder="example.com"
        value={domains}
        onValue={setDomains}
        spellcheck={false}
        autocapitalize="off"
        required
      />
      <SelectField
        label={say('manage.sites.language')}
        help={say('manage.sites.languageHelp')}
        options={languages}
        value={language}
        onValue={(value) => setLanguage(languages.find((it) => it.value === value)?.value ?? 'en')}
      />
      {site ? <PipelineChoice value={pipelineId} onValue={setPipelineId} /> : null}
      {site ? <AutoDealChoice value={autoDeal} onValue={setAutoDeal} /> : null}
    </FormDialog>
  )
}

/** Where deals from this site begin. */
function PipelineChoice({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const all = pipelinesInOrder(state.value)
  if (all.length === 0) return null
  const usual = homePipeline(state.value)?.name ?? ''
  return (
    <SelectField
      label={t.value('manage.sites.pipeline')}
      help={t.value('manage.sites.pipelineHelp')}
      options={[
        { value: '', label: t.value('manage.sites.pipelineDefault', { name: usual }) },
        ...all
          .filter(({ id, isArchived }) => !isArchived || id === value)
          .map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={value}
      onValue={onValue}
    />
  )
}

/** Whether a visitor who can be reached is a deal already. */
const AutoDealChoice = ({ value, onValue }: { value: AutoDeal; onValue: (value: AutoDeal) => void }) => (
  <SelectField
    label={t.value('manage.sites.autoDeal')}
    help={t.value('manage.sites.autoDealHelp')}
    options={[
      { value: 'never', label: t.value('manage.sites.autoDeal.never') },
      { value: 'details', label: t.value('manage.sites.autoDeal.details') },
    ]}
    value={value}
    onValue={(chosen) => onValue(chosen === 'details' ? 'details' : 'never')}
  />
)

const wrongName = (name: string) => (name.trim() ? undefined : t.value('manage.error.name'))

function wrongDomains(list: readonly string[]): string | undefined {
  const odd = oddDomain(list)
  if (odd) return t.value('manage.error.domain', { domain: odd })
  return list.length === 0 ? t.value('manage.error.domains') : undefined
}
