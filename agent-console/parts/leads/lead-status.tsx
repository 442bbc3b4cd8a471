import { ChevronDown } from 'lucide'
import { useState } from 'preact/hooks'
import type { Lead, LeadStatus as Status } from '#shared/protocol/leads'
import { giveUp, kindOf, setStatus, statusesOf } from '../../data/leads'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Badge } from '../../ui/badge'
import { TextArea } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Icon } from '../../ui/icon'
import { Menu } from '../../ui/menu'
import styles from './lead-status.module.css'
import { tones } from './words'

/** Where a lead stands on its way, and the menu that brings it elsewhere. */
export function LeadStatus({ lead }: { lead: Lead }) {
  const [giving, setGiving] = useState<Status | null>(null)
  const known = state.value
  const kind = kindOf(known, lead)
  const name = known.leadStatuses.get(lead.statusId)?.name ?? ''
  const badge = <Badge tone={tones[kind]}>{name}</Badge>
  if (kind === 'converted' || !may('leads.write')) return badge
  const go = (status: Status) => {
    if (status.kind === 'unqualified') return setGiving(status)
    giveStatus(lead, status)
  }
  return (
    <>
      <Menu
        label={t.value('lead.status')}
        entries={statusesOf(known)
          .filter((status) => status.kind !== 'converted')
          .map((status) => ({
            label: status.name,
            checked: status.id === lead.statusId,
            onChoose: () => go(status),
          }))}
        trigger={
          <button type="button" class={styles.status}>
            <span class="unseen">{t.value('lead.status')}: </span>
            {badge}
            <Icon icon={ChevronDown} size={14} />
          </button>
        }
      />
      {giving ? <GiveUp lead={lead} status={giving} onClose={() => setGiving(null)} /> : null}
    </>
  )
}

/** Another status, with a way back; somebody given up says why first. */
function giveStatus(lead: Lead, status: Status): void {
  const from = lead.statusId
  setStatus(lead, status.id).then(
    (moved) =>
      toast(t.value('lead.moved', { name: lead.name || t.value('lead.one'), status: status.name }), {
        undo: () => void setStatus(moved, from, lead.reason).catch(sayWhy),
      }),
    sayWhy,
  )
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** Asks why somebody is not followed any further; the server insists on it. */
export function GiveUp({ lead, status, onClose }: { lead: Lead; status: Status; onClose: () => void }) {
  const [reason, setReason] = useState(lead.reason)
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const submit = async () => {
    setBusy(true)
    try {
      await giveUp(lead, status.id, reason.trim())
      onClose()
    } catch (error) {
      setWrong(refusalText(error))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={t.value('lead.giveUpTitle', { name: lead.name || t.value('lead.one') })}
      action={status.name}
      busy={busy}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextArea
        label={t.value('lead.reason')}
        value={reason}
        onValue={setReason}
        error={wrong}
        maxLength={500}
        required
      />
    </FormDialog>
  )
}
