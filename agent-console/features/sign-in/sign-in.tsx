import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { NoAnswerError, RefusedError } from '../../data/client'
import { status } from '../../data/connection'
import { locale, refusalText, setLocale, signIn, t } from '../../data/session'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { DoorCard } from '../../ui/door-card'
import { PasswordField, TextField } from '../../ui/field'
import { LanguageSwitch } from '../../ui/language-switch'
import styles from './sign-in.module.css'

/** E-mail and password, then a code where one is asked for; whatever goes wrong is said in words. */
export function SignIn() {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const wait = useCountdown()
  const form = useRef<HTMLFormElement>(null)
  const say = t.value
  useEffect(() => {
    document.title = say('signIn.title')
  }, [say])
  useLayoutEffect(() => {
    if (asksCode) form.current?.querySelector('input')?.focus()
  }, [asksCode])
  const submit = async () => {
    if (busy || wait.seconds > 0) return
    if (!email.trim() || !password) return setProblem(say('signIn.missing'))
    if (asksCode && !code.trim()) return setProblem(refusalText(new RefusedError({ code: 'code-required' })))
    setBusy(true)
    setProblem('')
    try {
      await signIn(email.trim(), password, asksCode ? code.trim() : '')
    } catch (error) {
      // The password is right; only the second step is missing.
      if (error instanceof RefusedError && error.code === 'code-required' && !asksCode) return setAsksCode(true)
      setProblem(explain(error))
      if (error instanceof RefusedError && error.code === 'too-many') wait.start(error.details.retryAfterMs ?? 30_000)
    } finally {
      setBusy(false)
    }
  }
  return (
    <DoorCard
      title={say('signIn.title')}
      below={<LanguageSwitch label={say('shell.language')} chosen={locale.value} onChoose={setLocale} />}
    >
      {status.value === 'not-set-up' ? <Callout tone="info">{say('signIn.notSetUp')}</Callout> : null}
      <form
        ref={form}
        class={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {problem ? (
          <Callout tone="danger" live>
            {problem}
          </Callout>
        ) : null}
        {asksCode ? (
          <TextField
            key="code"
            label={say('signIn.code')}
            help={say('signIn.codeHelp')}
            name="code"
            autocomplete="one-time-code"
            autocapitalize="off"
            spellcheck={false}
            maxLength={32}
            required
            value={code}
            onValue={setCode}
          />
        ) : (
          <>
            <TextField
              label={say('signIn.email')}
              type="email"
              name="email"
              autocomplete="username"
              required
              value={email}
              onValue={setEmail}
            />
            <PasswordField
              label={say('signIn.password')}
              name="password"
              autocomplete="current-password"
              required
              value={password}
              onValue={setPassword}
            />
          </>
        )}
        <Button kind="primary" size="large" type="submit" busy={busy} disabled={wait.seconds > 0}>
          {wait.seconds > 0 ? say('signIn.wait', { count: wait.seconds }) : say('signIn.submit')}
        </Button>
      </form>
      {asksCode ? (
        <Button kind="ghost" onClick={() => setAsksCode(false)}>
          {say('signIn.back')}
        </Button>
      ) : (
        <p class={styles.forgotten}>{say('signIn.forgotten')}</p>
      )}
    </DoorCard>
  )
}

const explain = (error: unknown) =>
  error instanceof NoAnswerError
    ? t.value('signIn.unreachable')
    : error instanceof RefusedError && error.code === 'not-set-up'
      ? t.value('signIn.notSetUp')
      : refusalText(error)

function useCountdown() {
  const [until, setUntil] = useState(0)
  const [seconds, setSeconds] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const tick = () => setSeconds(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 500)
    return () => clearInterval(timer)
  }, [until])
  return { seconds, start: (ms: number) => setUntil(Date.now() + ms) }
}
