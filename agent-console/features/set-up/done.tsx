import { ArrowRight, CircleCheck, ExternalLink } from 'lucide'
import { useLayoutEffect, useRef } from 'preact/hooks'
import type { OutputOf } from '#shared/protocol/index'
import { t } from '../../data/session'
import { Snippet } from '../../parts/sites/snippet'
import { inboxPath } from '../../routes'
import { ButtonLink } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { Preview } from './preview'
import styles from './set-up.module.css'

export type Founded = OutputOf<'setup:complete'> & { ownerName: string }

/** The snippet, a page to try it, and the way into the console. */
export function Done({ site, installation, ownerName }: Founded) {
  const title = useRef<HTMLHeadingElement>(null)
  const say = t.value
  useLayoutEffect(() => title.current?.focus(), [])
  return (
    <div class={styles.columns}>
      <main class={classes(styles.work, styles.done)}>
        <span class={styles.seal}>
          <Icon icon={CircleCheck} size={28} />
        </span>
        <h1 ref={title} tabIndex={-1} class={styles.title}>
          {say('setUp.done.title', { name: ownerName.split(' ')[0] ?? ownerName })}
        </h1>
        <p class={styles.lead}>{say('setUp.done.text', { site: site.name })}</p>
        <section class={styles.handover} aria-label={say('setUp.done.snippet')}>
          <h2 class={styles.small}>{say('setUp.done.snippet')}</h2>
          <Snippet publicUrl={installation.publicUrl} siteKey={site.key} />
        </section>
        <div class={styles.actions}>
          <ButtonLink size="large" icon={ExternalLink} href={`/try/${site.key}`} target="_blank">
            {say('setUp.done.try')}
          </ButtonLink>
          <ButtonLink kind="primary" size="large" icon={ArrowRight} href={inboxPath()}>
            {say('setUp.done.open')}
          </ButtonLink>
        </div>
        <p class={styles.hint}>{say('setUp.done.hint')}</p>
      </main>
      <Preview name={ownerName} siteName={site.name} domain={site.domains[0]} />
    </div>
  )
}
