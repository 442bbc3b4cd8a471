import { useEffect, useState } from 'preact/hooks'
import type { help } from '#shared/i18n/en/help'
import { type Translate, translator } from '#shared/i18n/index'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { Dialog } from '../../ui/dialog'
import { contactLink } from './contact'
import styles from './help.module.css'
import { type HelpTopic, topics } from './topics'

type Say = Translate<typeof help>

/** One article, the way to its neighbours, and whom to ask when it did not help. */
export function HelpDialog({ topic, onClose }: { topic: HelpTopic; onClose: () => void }) {
  const [reading, setReading] = useState<HelpTopic>(topic)
  const say = useArticles()
  if (!say) return null
  return (
    <Dialog open onClose={onClose} title={say(`${reading}.title`)}>
      <div class={styles.article}>
        {say(`${reading}.body`)
          .split('\n\n')
          .map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        <nav aria-label={t.value('help.related')}>
          <h3 class={styles.heading}>{t.value('help.related')}</h3>
          <ul class={styles.related}>
            {topics[reading].map((next) => (
              <li key={next}>
                <button type="button" class={styles.next} onClick={() => setReading(next)}>
                  {say(`${next}.title`)}
                </button>
              </li>
            ))}
          </ul>
        </nav>
        <Contact />
      </div>
    </Dialog>
  )
}

function Contact() {
  const contact = state.value.installation?.supportContact
  if (!contact) return null
  const href = contactLink(contact)
  return (
    <p class={styles.contact}>
      {t.value('help.contact')} {href ? <a href={href}>{contact}</a> : <b>{contact}</b>}
    </p>
  )
}

/** The articles in the language on screen, fetched from our own host when somebody first asks. */
function useArticles(): Say | null {
  const [say, setSay] = useState<Say | null>(null)
  const spoken = locale.value
  useEffect(() => {
    let wanted = true
    const load = spoken === 'tr' ? import('#shared/i18n/tr/help') : import('#shared/i18n/en/help')
    load.then(
      ({ help: articles }) => wanted && setSay(() => translator(articles as typeof help, spoken)),
      // The line is down: nothing opens, and the button can be pressed again.
      () => {},
    )
    return () => {
      wanted = false
    }
  }, [spoken])
  return say
}
