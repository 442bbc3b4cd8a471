import { SearchX, Unplug, UserPlus } from 'lucide'
import { useState } from 'preact/hooks'
import type { LeadCard } from '#shared/protocol/leads'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { LeadStatus } from '../../parts/leads/lead-status'
import { leadWords } from '../../parts/leads/words'
import { leadPath } from '../../routes'
import { Avatar } from '../../ui/avatar'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import tables from '../../ui/table.module.css'
import { When } from '../../ui/when'
import { type Filter, isNarrow } from './filter'
import { LeadBulk } from './lead-bulk'
import styles from './leads.module.css'
import { useLeads } from './use-leads'

/** Leads as rows: who it is, how to reach them, where they stand, whose they are, where they came from. */
export function LeadList({ filter }: { filter: Filter }) {
  const { leads, isLoaded, hasFailed, hasMore, loadMore, tryAgain } = useLeads(filter)
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const pick = (id: string, wanted: boolean) =>
    setPicked(new Set(wanted ? [...picked, id] : [...picked].filter((one) => one !== id)))
  if (hasFailed)
    return (
      <EmptyState
        icon={Unplug}
        title={t.value('lead.failed')}
        action={<Button onClick={tryAgain}>{t.value('tasks.again')}</Button>}
      />
    )
  if (!isLoaded) return <p class={styles.loading}>{t.value('tasks.loading')}</p>
  if (leads.length === 0)
    return isNarrow(filter) ? (
      <EmptyState icon={SearchX} title={t.value('lead.nothingFits')} />
    ) : (
      <EmptyState icon={UserPlus} title={t.value('lead.none')} text={t.value('lead.noneText')} />
    )
  return (
    <>
      <table class={classes(tables.table, styles.table)} aria-label={t.value('shell.leads')}>
        <thead>
          <tr>
            <th scope="col">{t.value('lead.name')}</th>
            <th scope="col">{t.value('lead.reach')}</th>
            <th scope="col">{t.value('lead.status')}</th>
            <th scope="col">{t.value('lead.owner')}</th>
            <th scope="col">{t.value('lead.source')}</th>
            <th scope="col">{t.value('lead.created')}</th>
          </tr>
        </thead>
        <tbody>
          {leads.map((card) => (
            <Row key={card.lead.id} card={card} picked={picked.has(card.lead.id)} onPick={pick} />
          ))}
        </tbody>
      </table>
      <LeadBulk
        leadIds={leads.map(({ lead }) => lead.id).filter((id) => picked.has(id))}
        onClear={() => setPicked(new Set())}
      />
      {hasMore ? (
        <div class={styles.more}>
          <Button onClick={loadMore}>{t.value('tasks.more')}</Button>
        </div>
      ) : null}
    </>
  )
}

type RowProps = { card: LeadCard; picked: boolean; onPick: (id: string, picked: boolean) => void }

function Row({ card, picked, onPick }: RowProps) {
  const { lead } = card
  const owner = lead.ownerId ? state.value.agents.get(lead.ownerId)?.name : undefined
  return (
    <tr data-lead={lead.id}>
      <th scope="row">
        {may('leads.convert') && !lead.converted ? (
          <input
            type="checkbox"
            class={styles.pick}
            aria-label={t.value('contacts.pick', { name: leadWords(card) })}
            checked={picked}
            onChange={({ currentTarget }) => onPick(lead.id, currentTarget.checked)}
          />
        ) : null}
        <a class={styles.link} href={leadPath(lead.id)} dir="auto">
          {leadWords(card)}
        </a>
        {lead.company ? (
          <span class={styles.company} dir="auto">
            {lead.company}
          </span>
        ) : null}
      </th>
      <td class={styles.reach}>
        {[lead.emails[0], lead.phones[0]]
          .filter((way) => way && way !== leadWords(card))
          .map((way) => (
            <span key={way}>{way}</span>
          ))}
      </td>
      <td>
        <LeadStatus lead={lead} />
      </td>
      <td>
        <span class={styles.owner}>
          {lead.ownerId && owner ? <Avatar id={lead.ownerId} name={owner} size={20} /> : null}
          {owner ?? t.value('deal.nobody')}
        </span>
      </td>
      <td class={styles.source} dir="auto">
        {lead.source || t.value(`lead.via.${lead.via}`)}
      </td>
      <td class={styles.when}>
        <When at={lead.createdAt} />
      </td>
    </tr>
  )
}
