import type { ComponentChildren } from 'preact'
import type { Lead } from '#shared/protocol/leads'
import { fillLead } from '../../data/custom-values'
import { editLead, kindOf } from '../../data/leads'
import { may, t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField } from '../../ui/field'
import { CustomFields } from '../custom-fields/custom-fields'
import { LongTextField } from '../fields/long-text-field'
import { useGuardedField } from '../fields/use-guarded-field'
import { LeadList, LeadText } from './lead-field'
import styles from './lead-fields.module.css'
import { LeadOwner } from './lead-owner'

/** What is known of a lead: a few lines in the panel, all of it on its page. */
export function LeadFields({ lead, whole = false }: { lead: Lead; whole?: boolean }) {
  const isOpen = kindOf(state.value, lead) !== 'converted'
  const one = { lead, isOpen }
  return (
    <>
      <dl class={styles.fields}>
        <Line label={t.value('lead.name')}>
          <LeadText {...one} field="name" input={{ maxLength: 120 }} />
        </Line>
        {lead.saidName !== '' && lead.saidName !== lead.name ? (
          <Line label={t.value('lead.saidName')}>
            <span class={styles.plain} dir="auto">
              {lead.saidName}
            </span>
          </Line>
        ) : null}
        <Line label={t.value('lead.emails')}>
          <LeadList {...one} field="emails" input={{ inputMode: 'email' }} />
        </Line>
        <Line label={t.value('lead.phones')}>
          <LeadList {...one} field="phones" input={{ inputMode: 'tel' }} />
        </Line>
        <Line label={t.value('lead.company')}>
          <LeadText {...one} field="company" input={{ maxLength: 200 }} />
        </Line>
        {whole ? (
          <>
            <Line label={t.value('lead.title')}>
              <LeadText {...one} field="title" input={{ maxLength: 120 }} />
            </Line>
            <Line label={t.value('lead.industry')}>
              <LeadText {...one} field="industry" input={{ maxLength: 120 }} />
            </Line>
            <Line label={t.value('lead.website')}>
              <LeadText {...one} field="website" input={{ inputMode: 'url', maxLength: 2048 }} />
            </Line>
            <Line label={t.value('lead.address')}>
              <LeadText {...one} field="address" input={{ maxLength: 500 }} />
            </Line>
          </>
        ) : null}
        <Line label={t.value('lead.owner')}>
          <LeadOwner lead={lead} isOpen={isOpen} />
        </Line>
        {whole ? (
          <>
            <Line label={t.value('lead.tags')}>
              <LeadList {...one} field="tags" input={{ maxLength: 300 }} />
            </Line>
            <Line label={t.value('lead.source')}>
              <LeadText {...one} field="source" input={{ maxLength: 300 }} />
            </Line>
            <Line label={t.value('lead.via')}>
              <span class={styles.plain}>{t.value(`lead.via.${lead.via}`)}</span>
            </Line>
            <Line label={t.value('lead.mayMail')}>
              <MayMail lead={lead} isOpen={isOpen} />
            </Line>
            <Line label={t.value('lead.description')}>
              <LongTextField
                value={lead.description}
                edit={async (is, was) => (await editLead(lead, 'description', is, was)).description}
                may={isOpen && may('leads.write')}
                label={t.value('lead.description')}
                placeholder={t.value('lead.add.description')}
              />
            </Line>
          </>
        ) : null}
      </dl>
      <CustomFields
        record="lead"
        custom={lead.custom}
        may={isOpen && may('leads.write')}
        fill={(edit) => fillLead(lead, edit)}
        class={styles.own}
      />
    </>
  )
}

const Line = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div class={styles.line}>
    <dt class={styles.label}>{label}</dt>
    <dd class={styles.value}>{children}</dd>
  </div>
)

type FieldOfLead = { lead: Lead; isOpen: boolean }

/** Whether they want mail they did not ask for: asked and said yes, asked and said no, or never asked. */
function MayMail({ lead, isOpen }: FieldOfLead) {
  const { begin, save } = useGuardedField(
    lead.mayMail,
    async (is, was) => (await editLead(lead, 'mayMail', is, was)).mayMail,
  )
  const words = (value: boolean | null) => t.value(`lead.mayMail.${value === null ? 'unknown' : value ? 'yes' : 'no'}`)
  if (!isOpen || !may('leads.write')) return <span class={styles.plain}>{words(lead.mayMail)}</span>
  const choices = [null, true, false]
  return (
    <SelectField
      bare
      label={t.value('lead.mayMail')}
      value={String(lead.mayMail)}
      onValue={(value) => {
        begin()
        void save(choices.find((one) => String(one) === value) ?? null).catch(() => {})
      }}
      options={choices.map((one) => ({ value: String(one), label: words(one) }))}
    />
  )
}
