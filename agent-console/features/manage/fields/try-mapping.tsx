import { useState } from 'preact/hooks'
import type { OutputOf } from '#shared/protocol/index'
import type { LeadCard } from '#shared/protocol/leads'
import { mapRecords } from '#shared/rules/field-mapping'
import { pageLeads } from '../../../data/leads'
import { mappingNow, tryMapping } from '../../../data/mapping'
import { t } from '../../../data/session'
import { leadWords } from '../../../parts/leads/words'
import { useLater } from '../../../parts/records/use-later'
import { Button } from '../../../ui/button'
import { TextField } from '../../../ui/field'
import lines from '../pipelines/lines.module.css'
import { linesOf } from './landing-words'
import { recordWords } from './slot-words'
import styles from './try-mapping.module.css'

/** What would become of a real lead, without anything becoming of it. */
export function TryMapping() {
  const say = t.value
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<LeadCard | null>(null)
  const none: readonly LeadCard[] = []
  const found = useLater(
    q.trim(),
    async () => (q.trim() ? (await pageLeads({ q: q.trim(), limit: 6 })).items : none),
    none,
  )
  const leadId = chosen?.lead.id ?? ''
  // Asked anew whenever the mapping changes, which is what one tries it for.
  const key = `${leadId} ${JSON.stringify(mappingNow())}`
  const landing = useLater<OutputOf<'mapping:try'> | null>(key, async () => (leadId ? tryMapping(leadId) : null), null)
  return (
    <section class={lines.card} aria-labelledby="try-title">
      <h3 id="try-title" class={lines.title}>
        {say('mapping.try')}
      </h3>
      <p class={lines.text}>{say('mapping.tryText')}</p>
      <TextField
        label={say('mapping.search')}
        type="search"
        autocomplete="off"
        maxLength={100}
        value={q}
        onValue={(value) => {
          setQ(value)
          setChosen(null)
        }}
      />
      {chosen ? null : (
        <ul class={styles.found} aria-label={say('mapping.found')}>
          {(q.trim() ? found : none).map((card) => (
            <li key={card.lead.id}>
              <Button
                kind="ghost"
                onClick={() => {
                  setChosen(card)
                  setQ(leadWords(card))
                }}
              >
                {[leadWords(card), card.lead.company].filter(Boolean).join(' · ')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen && landing && landing.lead.id === leadId ? <Landing landing={landing} /> : null}
    </section>
  )
}

/** What would land where, and what would stay behind. */
function Landing({ landing }: { landing: OutputOf<'mapping:try'> }) {
  const parts = [
    ...mapRecords.map((record) => ({
      key: record,
      title: recordWords(record),
      rows: linesOf(record, landing[record]),
    })),
    {
      ...{ key: 'left', title: t.value('mapping.left') },
      rows: linesOf('lead', Object.fromEntries(landing.left.map(({ field, value }) => [field, value]))),
    },
  ]
  return (
    <div class={styles.landing} role="status">
      {parts.map(({ key, title, rows }) => (
        <section key={key} aria-label={title} class={styles.part}>
          <h4 class={styles.title}>{title}</h4>
          {rows.length === 0 ? <p class={styles.none}>{t.value('mapping.nothing')}</p> : null}
          <dl class={styles.rows}>
            {rows.map(({ name, value }) => (
              <div key={name} class={styles.row}>
                <dt>{name}</dt>
                <dd dir="auto">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
