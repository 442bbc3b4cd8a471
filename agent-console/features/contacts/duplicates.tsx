import { useEffect, useState } from 'preact/hooks'
import type { Contact } from '#shared/protocol/contacts'
import type { PersonMatch } from '#shared/protocol/matches'
import { matchPeople } from '../../data/contacts'
import { may, t } from '../../data/session'
import { personWords } from '../../parts/deals/words'
import { Why } from '../../parts/records/match-list'
import { Callout } from '../../ui/callout'
import { MergeButton } from './merge-button'

/** Another contact that surely is the same, why, and the way to make one of the two. */
export function Duplicates({ contact }: { contact: Contact }) {
  const [match, setMatch] = useState<PersonMatch | null>(null)
  const { siteId, name, emails, phones, personId } = contact
  useEffect(() => {
    let wanted = true
    const asked = { siteId, name, emails, phones, exceptPersonId: personId }
    matchPeople(asked).then(
      (found) => wanted && setMatch(found.find((one) => one.contactId && one.strength === 'strong') ?? null),
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [contact.id, contact.version])
  if (!match?.contactId || !may('contacts.write')) return null
  return (
    <Callout tone="warning">
      {t.value('match.people')}: {personWords({ name: match.personName || null, code: match.personCode })}{' '}
      <Why match={match} /> <MergeButton contact={contact} otherId={match.contactId} />
    </Callout>
  )
}
