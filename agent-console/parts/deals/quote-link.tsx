import { TextQuote } from 'lucide'
import type { Deal } from '#shared/protocol/deals'
import { t } from '../../data/session'
import { inboxPath } from '../../routes'
import { Icon } from '../../ui/icon'
import { Tooltip } from '../../ui/tooltip'
import styles from './quote-link.module.css'

/** The way back to the message a field was taken from; nothing where it was written by hand. */
export function QuoteLink({ deal, field }: { deal: Deal; field: string }) {
  const quote = deal.quotes.find((one) => one.field === field)
  return quote ? <SaidLink {...quote} /> : null
}

/** The way to a message of a conversation. */
export function SaidLink({ conversationId, seq }: { conversationId: string; seq: number }) {
  const label = t.value('use.where')
  return (
    <Tooltip text={label}>
      <a href={`${inboxPath('all', conversationId)}?said=${seq}`} class={styles.quote} aria-label={label}>
        <Icon icon={TextQuote} size={13} />
      </a>
    </Tooltip>
  )
}
