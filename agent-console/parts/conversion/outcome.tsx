import { Check } from 'lucide'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Block } from '#shared/protocol/changes'
import type { ConversionResult } from '#shared/protocol/conversion'
import { undoConversion } from '../../data/conversion'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { companiesPath, contactsPath, dealsPath } from '../../routes'
import { Button, ButtonLink } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Icon } from '../../ui/icon'
import { Blocks } from './blocks'
import styles from './conversion.module.css'
import { takeBack } from './take-back'
import { belongingsWords } from './words'

/** What a lead became, what came along, and the way back. */
export function Outcome({ result, onClose }: { result: ConversionResult; onClose: () => void }) {
  const [blocks, setBlocks] = useState<readonly Block[] | null>(null)
  const [busy, setBusy] = useState(false)
  const say = t.value
  const { url } = useLocation()
  const opened = useRef(url)
  // Whoever follows one of the links is there already.
  useEffect(() => {
    if (url !== opened.current) onClose()
  }, [url])
  const { contactId, companyId, dealId, lead } = result
  const contact = state.value.contacts.get(contactId)?.contact
  const deal = dealId ? state.value.deals.get(dealId)?.deal : undefined
  const along = belongingsWords(result.belongings)
  const undo = async () => {
    setBusy(true)
    const back = await takeBack(() => undoConversion(lead.id), setBlocks)
    setBusy(false)
    if (!back) return
    toast(say('convert.undone', { name: lead.name || say('lead.one') }))
    onClose()
  }
  if (blocks) return <Blocks blocks={blocks} onClose={() => setBlocks(null)} />
  return (
    <Dialog
      open
      onClose={onClose}
      title={say('convert.done', { name: contact?.name || lead.name || say('lead.one') })}
      actions={
        <>
          <Button busy={busy} onClick={() => void undo()}>
            {say('convert.undo')}
          </Button>
          <ButtonLink kind="primary" href={contactsPath(contactId)}>
            {say('contacts.open')}
          </ButtonLink>
        </>
      }
    >
      <ul class={styles.outcome} data-focus tabIndex={-1}>
        <Line words={say(result.made.includes('contact') ? 'convert.madeContact' : 'convert.usedContact')}>
          <a href={contactsPath(contactId)}>{contact?.name || say('match.contact')}</a>
        </Line>
        {companyId ? (
          <Line words={say(result.made.includes('company') ? 'convert.madeCompany' : 'convert.usedCompany')}>
            <a href={companiesPath(companyId)}>
              {state.value.companies.get(companyId)?.name ?? say('contact.company')}
            </a>
          </Line>
        ) : null}
        {dealId ? (
          <Line words={say(result.made.includes('deal') ? 'convert.madeDeal' : 'convert.usedDeal')}>
            <a href={`${dealsPath(deal?.pipelineId)}?deal=${dealId}`}>{deal?.name ?? say('convert.deal')}</a>
          </Line>
        ) : null}
        {along ? <Line words={say('convert.moved', { what: along })} /> : null}
        {result.filesToDeal > 0 ? <Line words={say('convert.placed', { count: result.filesToDeal })} /> : null}
      </ul>
    </Dialog>
  )
}

const Line = ({ words, children }: { words: string; children?: ComponentChildren }) => (
  <li class={styles.outcomeLine}>
    <Icon icon={Check} size={16} class={styles.check} />
    <span dir="auto">
      {words} {children}
    </span>
  </li>
)
