import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Contact, ContactCard } from '#shared/protocol/contacts'
import { spread } from '#shared/rules/custom-values'
import { differences } from '#shared/rules/lead-mapping'
import { findContacts, openContact } from '../../data/contacts'
import { mergeContacts, unmergeContacts } from '../../data/conversion'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { FieldChoice } from '../../parts/conversion/field-choice'
import { belongingsWords } from '../../parts/conversion/words'
import { personWords } from '../../parts/deals/words'
import { useLater } from '../../parts/records/use-later'
import { contactsPath } from '../../routes'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import styles from './merge-dialog.module.css'

type MergeDialogProps = { contact: Contact; otherId: string | null; onClose: () => void }

/** Makes one contact of two: which remains, and whose word counts where they differ. */
export function MergeDialog({ contact, otherId, onClose }: MergeDialogProps) {
  const { route } = useLocation()
  const [typed, setTyped] = useState('')
  const [other, setOther] = useState<Contact | null>(null)
  const [keepsOther, setKeepsOther] = useState(false)
  const [take, setTake] = useState<readonly string[]>([])
  const [wrong, setWrong] = useState('')
  const [busy, setBusy] = useState(false)
  const say = t.value
  useEffect(() => {
    if (otherId)
      openContact(otherId).then(
        (card) => setOther(card.contact),
        (error) => setWrong(refusalText(error)),
      )
  }, [otherId])
  const none: readonly ContactCard[] = []
  const q = typed.trim()
  const found = useLater(q, async () => (q === '' ? none : findContacts(contact.siteId, q)), none)
  const choices = found.filter((card) => card.contact.id !== contact.id)
  const [stays, goes] = keepsOther && other ? [other, contact] : [contact, other]

  const submit = async () => {
    if (!goes || busy) return
    setBusy(true)
    try {
      const { contact: merged, change, belongings } = await mergeContacts(stays, goes, take)
      const undo = () =>
        void unmergeContacts(merged.id, change.id).then(
          () => toast(say('merge.undone')),
          (error) => toast(refusalText(error), { tone: 'danger' }),
        )
      const along = belongingsWords(belongings)
      toast([say('merge.done', { name: nameOf(merged) }), along].filter(Boolean).join(' · '), { undo })
      onClose()
      if (merged.id !== contact.id) route(contactsPath(merged.id), true)
    } catch (error) {
      setWrong(refusalText(error))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title={say('merge.title', { name: nameOf(contact) })}
      action={say('merge.into')}
      busy={busy}
      problem={wrong}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      {goes ? (
        <>
          <p>{say('merge.text', { name: nameOf(stays), other: nameOf(goes) })}</p>
          <div>
            <Button
              size="small"
              onClick={() => {
                setKeepsOther(!keepsOther)
                setTake([])
              }}
            >
              {say('merge.swap', { name: nameOf(goes) })}
            </Button>
          </div>
          <FieldChoice
            differences={differences(stays, said(goes))}
            take={take}
            onTake={setTake}
            sides={[say('merge.theirs'), say('merge.brought')]}
          />
        </>
      ) : otherId ? null : (
        <>
          <TextField label={say('merge.search')} value={typed} onValue={setTyped} type="search" autocomplete="off" />
          <ul class={styles.found}>
            {choices.map((card) => (
              <li key={card.contact.id}>
                <button type="button" class={styles.one} onClick={() => setOther(card.contact)}>
                  <span class={styles.name}>
                    {personWords({ name: card.contact.name || null, code: card.personCode })}
                  </span>
                  <span class={styles.about}>
                    {[card.companyName, card.contact.emails[0], card.contact.phones[0]].filter(Boolean).join(' · ')}
                  </span>
                </button>
              </li>
            ))}
          </ul>
          {q !== '' && choices.length === 0 ? <p class={styles.about}>{say('merge.nobody')}</p> : null}
        </>
      )}
    </FormDialog>
  )
}

/** What of a contact can take the place of what another one says. */
function said(contact: Contact): Record<string, unknown> {
  const { name, title, language, timeZone, website, address, description, source } = contact
  const { companyId, ownerId, mayMail, custom } = contact
  const words = { name, title, language, timeZone, website, address, description, source }
  return { ...words, ...spread({ companyId, ownerId, mayMail, custom }) }
}

const nameOf = ({ name, emails, phones }: Contact): string => name || emails[0] || phones[0] || t.value('match.contact')
