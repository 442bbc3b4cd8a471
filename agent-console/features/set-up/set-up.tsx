import { useEffect, useState } from 'preact/hooks'
import { NoAnswerError, post, RefusedError } from '../../data/client'
import { locale, setLocale, t } from '../../data/session'
import { BrandMark } from '../../ui/brand-mark'
import { LanguageSwitch } from '../../ui/language-switch'
import { DeadEnd, type DeadEndKind } from './dead-end'
import { Done, type Founded } from './done'
import styles from './set-up.module.css'
import { Wizard } from './wizard'

type Stage = { at: 'checking' | 'wizard'; publicUrl: string } | { at: DeadEndKind } | ({ at: 'done' } & Founded)

const tokenInAddress = () => /[#&]token=([A-Za-z0-9_-]{43})/.exec(location.hash)?.[1]

/** Looks at the link, walks through the steps, hands over the snippet. */
export function SetUp() {
  const [stage, setStage] = useState<Stage>({ at: 'checking', publicUrl: '' })
  const [token, setToken] = useState(tokenInAddress)
  const say = t.value
  useEffect(() => {
    document.title = say('setUp.title')
  }, [say])
  useEffect(() => {
    const renew = () => setToken(tokenInAddress())
    addEventListener('hashchange', renew)
    return () => removeEventListener('hashchange', renew)
  }, [])
  const inspect = async () => {
    if (!token) return setStage({ at: 'missing' })
    try {
      const { publicUrl } = await post<{ publicUrl: string }>('POST', '/setup/inspect', { token })
      setStage({ at: 'wizard', publicUrl: isProposal(publicUrl) ? publicUrl : location.origin })
    } catch (error) {
      setStage({ at: reasonOf(error) })
    }
  }
  // A new link is looked at anew; nothing else is.
  useEffect(() => void inspect(), [token])
  return (
    <div class={styles.page}>
      <header class={styles.top}>
        <span class={styles.brand}>
          <BrandMark size={28} />
          {say('shell.name')}
        </span>
        <LanguageSwitch label={say('shell.language')} chosen={locale.value} onChoose={setLocale} />
      </header>
      {stage.at === 'checking' ? (
        <p class={styles.checking} role="status">
          {say('setUp.checking')}
        </p>
      ) : stage.at === 'wizard' ? (
        <Wizard
          token={token ?? ''}
          publicUrl={stage.publicUrl}
          onDone={(founded) => setStage({ at: 'done', ...founded })}
          onDeadEnd={(error) => setStage({ at: reasonOf(error) })}
        />
      ) : stage.at === 'done' ? (
        <Done {...stage} />
      ) : (
        <DeadEnd kind={stage.at} onAgain={() => void inspect()} />
      )}
    </div>
  )
}

/** What the server was told at its start is better than where this browser happens to be, unless it was told nothing. */
const isProposal = (publicUrl: string) => publicUrl !== '' && !/\/\/(localhost|127\.0\.0\.1)(:|$)/.test(publicUrl)

function reasonOf(error: unknown): DeadEndKind {
  if (error instanceof NoAnswerError) return 'unreachable'
  if (!(error instanceof RefusedError)) return 'unreachable'
  if (error.code === 'already-set-up') return 'used'
  if (error.code === 'origin-refused') return 'foreign'
  return error.code === 'setup-link-invalid' || error.code === 'malformed' ? 'lost' : 'unreachable'
}
