import type { Lead } from '#shared/protocol/leads'
import { editLead, type LeadField as FieldOfLead } from '../../data/leads'
import { may, t } from '../../data/session'
import type { GuardedFieldProps } from '../fields/guarded-field'
import { GuardedField } from '../fields/guarded-field'
import { listIn } from './words'

type Field = FieldOfLead & ('name' | 'company' | 'title' | 'industry' | 'website' | 'address' | 'source')
type ListField = FieldOfLead & ('emails' | 'phones' | 'tags')

type Common<Value> = { lead: Lead; isOpen: boolean; input?: GuardedFieldProps<Value>['input'] }

/** A line of text of a lead, edited where it stands. */
export const LeadText = ({ lead, field, isOpen, input }: Common<string> & { field: Field }) => (
  <GuardedField<string>
    value={lead[field]}
    edit={async (is, was) => (await editLead(lead, field, is, was))[field]}
    may={isOpen && may('leads.write')}
    label={t.value(`lead.${field}`)}
    placeholder={t.value(`lead.add.${field}`)}
    typed={lead[field]}
    show={(value) => value}
    read={(typed) =>
      field === 'website' && typed !== '' && !/^https?:\/\//i.test(typed) ? { is: `https://${typed}` } : { is: typed }
    }
    input={input}
  />
)

/** Several values of a lead between commas, the one to try first in front. */
export const LeadList = ({ lead, field, isOpen, input }: Common<string[]> & { field: ListField }) => (
  <GuardedField<string[]>
    value={lead[field]}
    edit={async (is, was) => (await editLead(lead, field, is, was))[field]}
    may={isOpen && may('leads.write')}
    label={t.value(`lead.${field}`)}
    placeholder={t.value(`lead.add.${field}`)}
    typed={lead[field].join(', ')}
    show={(value) => value.join(', ')}
    read={(typed) => {
      const is = listIn(typed, field === 'tags' ? 20 : 10)
      const wrong = field === 'emails' && is.some((one) => !/^[^\s@]+@[^\s@]+$/.test(one))
      return wrong ? { wrong: t.value('lead.badEmail') } : { is }
    }}
    input={input}
  />
)
