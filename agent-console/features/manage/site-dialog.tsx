import { useRef, useState } from 'preact/hooks'
import type { Locale } from '#shared/protocol/agents'
import type { Site } from '#shared/protocol/sites'
import { randomId } from '#shared/values/random'
import { ask, RefusedError } from '../../data/client'
import { locale, refusalText, t } from '../../data/session'
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
    const of = JSON.stringify(values)
    if (attempt.current.of !== of) attempt.current = { of, rid: randomId() }
    const { rid } = attempt.current
    setBusy(true)
    try {
      if (site) await ask.site.edit({ rid, siteId: site.id, ...values })
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
    </FormDialog>
  )
}

const wrongName = (name: string) => (name.trim() ? undefined : t.value('manage.error.name'))

function wrongDomains(list: readonly string[]): string | undefined {
  const odd = oddDomain(list)
  if (odd) return t.value('manage.error.domain', { domain: odd })
  return list.length === 0 ? t.value('manage.error.domains') : undefined
}
