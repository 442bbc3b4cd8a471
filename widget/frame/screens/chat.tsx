import { Composer } from '../composer/composer'
import { Introduction } from '../introduction/introduction'
import type { Session, SessionState } from '../session'
import { Thread } from '../thread/thread'
import { t } from '../ui/words'
import { Banner } from './banner'
import { Header } from './header'

type Props = {
  session: Session
  state: SessionState
  name: string
  open: boolean
  draft: string
  write(text: string): void
  close(): void
}

/** The whole panel. Leaving it is always possible: Tab goes on into the page, Escape closes. */
export function Chat({ session, state, name, open, draft, write, close }: Props) {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.isComposing) close()
    if ((event.key === 'PageUp' || event.key === 'PageDown') && draft === '') {
      const box = document.querySelector('.scroller')
      box?.scrollBy({ top: box.clientHeight * (event.key === 'PageUp' ? -0.9 : 0.9) })
    }
  }
  return (
    <div class="panel" role="dialog" aria-modal="false" aria-label={t('title', { name })} onKeyDown={press}>
      <Header name={name} view={state.view} close={close} />
      <Banner state={state} />
      <Thread session={session} state={state} open={open} />
      <Introduction session={session} view={state.view} />
      {state.kept === false && <p class="quiet">{t('notKept')}</p>}
      <Composer open={open} draft={draft} write={write} send={session.send} typing={session.typing} />
    </div>
  )
}
