import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import { afterReload } from '../../data/connection'
import { contactNews } from '../../data/contact-lists'
import { openCompanyWork } from '../../data/contacts'
import { dealNews } from '../../data/deal-moves'
import { may, refusalText, t } from '../../data/session'
import { withParameter } from '../../parts/deals/address'
import { outcomeWords } from '../../parts/deals/outcome'
import { personWords } from '../../parts/deals/words'
import { contactsPath } from '../../routes'
import { Money } from '../../ui/money'
import { Tabs, useTabs } from '../../ui/tabs'
import { When } from '../../ui/when'
import styles from './page.module.css'

type Work = Awaited<ReturnType<typeof openCompanyWork>>

/** Who works there, what they may buy, and what was talked about. */
export function CompanyWork({ companyId }: { companyId: string }) {
  const [work, setWork] = useState<Work | null>(null)
  const [wrong, setWrong] = useState('')
  const [chosen, setChosen] = useState<keyof Work>('contacts')
  const { name, panel } = useTabs()
  const news = contactNews.value + dealNews.value
  useEffect(() => {
    let wanted = true
    const load = () => {
      openCompanyWork(companyId).then(
        (found) => wanted && setWork(found),
        (error) => wanted && setWrong(refusalText(error)),
      )
    }
    const timer = setTimeout(load, work === null ? 0 : 700)
    const stop = afterReload(load)
    return () => {
      wanted = false
      clearTimeout(timer)
      stop()
    }
  }, [companyId, news])
  const say = t.value
  const tabs = [
    { id: 'contacts' as const, label: say('contacts.contacts'), count: work?.contacts.length },
    ...(may('deals.read') ? [{ id: 'deals' as const, label: say('deal.deals'), count: work?.deals.length }] : []),
    ...(may('conversations.read')
      ? [{ id: 'conversations' as const, label: say('timeline.conversations'), count: work?.conversations.length }]
      : []),
  ]
  return (
    <section aria-label={say('contacts.work')}>
      <Tabs name={name} label={say('contacts.work')} tabs={tabs} chosen={chosen} onChoose={setChosen} />
      <div {...panel(chosen)} class={styles.work}>
        {wrong && !work ? <p role="alert">{wrong}</p> : null}
        {work && work[chosen].length === 0 ? <p class={styles.meta}>{say('timeline.none')}</p> : null}
        {work ? <Rows work={work} of={chosen} /> : null}
      </div>
    </section>
  )
}

function Rows({ work, of }: { work: Work; of: keyof Work }) {
  const { url } = useLocation()
  if (of === 'contacts')
    return (
      <ul class={styles.rows}>
        {work.contacts.map(({ contact, personCode }) => (
          <li key={contact.id} class={styles.row}>
            <a href={contactsPath(contact.id)}>{personWords({ name: contact.name || null, code: personCode })}</a>
            <span class={styles.meta}>{[contact.title, contact.emails[0]].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    )
  if (of === 'deals')
    return (
      <ul class={styles.rows}>
        {work.deals.map(({ deal, personName, personCode }) => (
          <li key={deal.id} class={styles.row}>
            <a href={withParameter(url, 'deal', deal.id)}>{deal.name}</a>
            <span class={styles.meta}>{personWords({ name: personName || null, code: personCode })}</span>
            <span class={styles.meta}>{deal.outcome === 'open' ? '' : outcomeWords(deal)}</span>
            <Money amount={deal.amount} currency={deal.currency} />
          </li>
        ))}
      </ul>
    )
  return (
    <ul class={styles.rows}>
      {work.conversations.map(({ conversation, person }) => (
        <li key={conversation.id} class={styles.row}>
          <a href={`/inbox/all/${conversation.id}`}>{conversation.preview || personWords(person)}</a>
          <span class={styles.meta}>{personWords(person)}</span>
          <When at={conversation.lastAt} class={styles.meta} />
        </li>
      ))}
    </ul>
  )
}
