import { ArrowLeft, Trash2 } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import type { LeadCard } from '#shared/protocol/leads'
import { kindOf, removeLead, restoreLead } from '../../data/leads'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { FilesPart } from '../../parts/beside/files'
import { ConvertButton } from '../../parts/conversion/convert-button'
import { LeadFields } from '../../parts/leads/lead-fields'
import { LeadStatus } from '../../parts/leads/lead-status'
import { leadWords } from '../../parts/leads/words'
import { NotesPart } from '../../parts/notes/notes'
import { contactsPath, leadsPath } from '../../routes'
import { IconButton } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Icon } from '../../ui/icon'
import { When } from '../../ui/when'
import styles from './lead-page.module.css'

/** One lead: all that is known of it, edited where it stands. Its conversation and its person's panel come beside. */
export function LeadPage({ card, children }: { card: LeadCard; children?: ComponentChildren }) {
  const { route } = useLocation()
  const { lead } = card
  const kind = kindOf(state.value, lead)
  const name = leadWords(card)
  const beside = {
    beside: { of: 'lead', id: lead.id, record: 'person', recordId: lead.personId },
    may: may('leads.write') && kind !== 'converted',
  } as const
  const remove = () => {
    removeLead(lead).then((removed) => {
      route(leadsPath())
      const undo = () => void restoreLead(removed).catch(sayWhy)
      toast(t.value('lead.removed', { name }), { undo })
    }, sayWhy)
  }
  return (
    <section class={styles.page} aria-label={name}>
      <header class={styles.head}>
        <a class={styles.back} href={leadsPath()}>
          <Icon icon={ArrowLeft} />
          <span class="unseen">{t.value('shell.leads')}</span>
        </a>
        <h1 class={styles.title} dir="auto">
          {name}
        </h1>
        <LeadStatus lead={lead} />
        <ConvertButton lead={lead} kind="primary" />
        <span class={styles.acts}>
          {may('leads.write') && kind !== 'converted' ? (
            <IconButton icon={Trash2} label={t.value('lead.remove')} onClick={remove} />
          ) : null}
          {children}
        </span>
      </header>
      <div class={styles.body}>
        {lead.converted ? (
          <Callout tone="info">
            <a href={contactsPath(lead.converted.contactId)}>{t.value('contacts.open')}</a>
          </Callout>
        ) : null}
        <p class={styles.since}>
          {t.value('lead.since')} <When at={lead.createdAt} as="full" />
        </p>
        {lead.reason ? <p class={styles.reason}>{t.value('lead.because', { reason: lead.reason })}</p> : null}
        <LeadFields key={lead.id} lead={lead} whole />
        <NotesPart key={`notes ${lead.id}`} {...beside} />
        <FilesPart key={`files ${lead.id}`} {...beside} />
      </div>
    </section>
  )
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })
