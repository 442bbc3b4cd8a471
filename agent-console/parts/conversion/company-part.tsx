import { useId } from 'preact/hooks'
import { t } from '../../data/session'
import { CompanyPicker } from '../records/company-picker'
import { Why } from '../records/match-list'
import styles from './conversion.module.css'
import { chosenContact, type Draft } from './draft'
import { FieldChoice } from './field-choice'
import { Choice, Part, type PartProps } from './part'

/** Where the contact works: at a company that is there, at a new one, or nowhere that is known. */
export function CompanyPart({ options, draft, onDraft }: PartProps) {
  const name = useId()
  const say = t.value
  const { lead, companies, may } = options
  const { company } = draft
  const worksAt = chosenContact(options, draft)?.companyName
  const choose = (next: Draft['company']) => onDraft({ ...draft, company: next, takeOfCompany: [] })
  const isOther = company.how === 'existing' && !companies.some(({ companyId }) => companyId === company.companyId)
  return (
    <Part title={say('contact.company')}>
      {companies.map((target) => {
        const isChosen = company.how === 'existing' && company.companyId === target.companyId
        return (
          <Choice
            key={target.companyId}
            name={name}
            checked={isChosen}
            onChoose={() => choose({ how: 'existing', companyId: target.companyId, name: target.name })}
            label={target.name}
          >
            <Why match={target} />
            {isChosen && target.mayWrite ? (
              <FieldChoice
                differences={target.differences}
                take={draft.takeOfCompany}
                onTake={(takeOfCompany) => onDraft({ ...draft, takeOfCompany })}
                sides={[say('convert.theirsCompany'), say('convert.brought')]}
              />
            ) : null}
          </Choice>
        )
      })}
      <Choice
        name={name}
        checked={company.how === 'new' || isOther}
        onChoose={() => choose({ how: 'new', name: lead.company })}
        label={say(lead.company && companies.length === 0 ? 'convert.newCompanyNamed' : 'convert.otherCompany', {
          name: lead.company,
        })}
        disabled={!may.contacts}
      >
        {company.how === 'new' || isOther ? (
          <CompanyPicker
            bare
            siteId={lead.siteId}
            picked={company.how === 'existing' ? { id: company.companyId, name: company.name } : { name: company.name }}
            onPick={(picked) => {
              if (!picked) return choose({ how: 'none' })
              choose(
                'id' in picked
                  ? { how: 'existing', companyId: picked.id, name: picked.name }
                  : { how: 'new', ...picked },
              )
            }}
          />
        ) : null}
      </Choice>
      <Choice
        name={name}
        checked={company.how === 'none'}
        onChoose={() => choose({ how: 'none' })}
        label={worksAt ? say('convert.worksAt', { name: worksAt }) : say('contact.noCompany')}
      >
        {company.how === 'none' && lead.company ? <p class={styles.quiet}>{say('convert.companyStays')}</p> : null}
      </Choice>
    </Part>
  )
}
