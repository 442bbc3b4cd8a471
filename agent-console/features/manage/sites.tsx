import { ExternalLink, Globe, Pencil, Plus } from 'lucide'
import { useState } from 'preact/hooks'
import type { Site } from '#shared/protocol/sites'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { Snippet } from '../../parts/sites/snippet'
import { Badge } from '../../ui/badge'
import { Button, IconButton } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import { languages } from '../../ui/languages'
import { speech } from '../../ui/speech'
import { Tooltip } from '../../ui/tooltip'
import { TopicHead } from './layout'
import styles from './manage.module.css'
import { SiteDialog } from './site-dialog'

/** Where the chat lives. */
export function Sites() {
  const [edited, setEdited] = useState<Site | 'new' | null>(null)
  const say = t.value
  const mayManage = may('sites.manage')
  const sites = [...state.value.sites.values()].sort((a, b) => a.name.localeCompare(b.name, speech.value.locale))
  const add = (
    <Button kind="primary" icon={Plus} onClick={() => setEdited('new')}>
      {say('manage.sites.add')}
    </Button>
  )
  return (
    <>
      <TopicHead
        title={say('manage.sites')}
        text={say('manage.sites.text')}
        action={mayManage && sites.length > 0 ? add : null}
      />
      {sites.length === 0 ? (
        <EmptyState
          icon={Globe}
          title={say('manage.sites.none')}
          text={say(mayManage ? 'manage.sites.noneYours' : 'manage.sites.noneText')}
          action={mayManage ? add : null}
        />
      ) : (
        <ul class={styles.cards}>
          {sites.map((site) => (
            <SiteCard key={site.id} site={site} onEdit={mayManage ? () => setEdited(site) : undefined} />
          ))}
        </ul>
      )}
      {edited ? <SiteDialog site={edited === 'new' ? null : edited} onClose={() => setEdited(null)} /> : null}
    </>
  )
}

function SiteCard({ site, onEdit }: { site: Site; onEdit: (() => void) | undefined }) {
  const say = t.value
  const language = languages.find(({ value }) => value === site.locale)
  return (
    <li class={styles.card}>
      <div class={styles.line}>
        <h3 class={styles.name}>{site.name}</h3>
        <span class={styles.tags}>
          {site.domains.map((domain) => (
            <Badge key={domain}>{domain}</Badge>
          ))}
          <Badge tone="accent">{language?.label}</Badge>
        </span>
        <span class={styles.tools}>
          <Tooltip text={say('manage.sites.tryNamed', { name: site.name })}>
            <a
              class={styles.tool}
              href={`/try/${site.key}`}
              target="_blank"
              rel="noopener"
              aria-label={say('manage.sites.tryNamed', { name: site.name })}
            >
              <Icon icon={ExternalLink} />
            </a>
          </Tooltip>
          {onEdit ? (
            <IconButton icon={Pencil} label={say('manage.sites.editNamed', { name: site.name })} onClick={onEdit} />
          ) : null}
        </span>
      </div>
      <p class={styles.caption}>{say('manage.sites.snippet')}</p>
      <Snippet publicUrl={state.value.installation?.publicUrl ?? location.origin} siteKey={site.key} />
    </li>
  )
}
