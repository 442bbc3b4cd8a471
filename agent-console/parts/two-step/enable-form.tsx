import { useState } from 'preact/hooks'
import { ask, type RefusedError } from '../../data/client'
import { me, t } from '../../data/session'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { PasswordField, TextField } from '../../ui/field'
import { QrCode } from '../../ui/qr-code'
import { useAttempt } from '../fields/use-attempt'
import { RecoveryCodes } from './recovery-codes'
import { authenticatorUri, inGroups, newSecret } from './secret'
import styles from './two-step.module.css'

type EnableFormProps = {
  /** Both parts are done: the authenticator answers and the codes were seen. */
  onDone: () => void
}

/** Scan, type what the phone says, keep the recovery codes. */
export function EnableForm({ onDone }: EnableFormProps) {
  const [secret] = useState(newSecret)
  const [proof, setProof] = useState('')
  const [code, setCode] = useState('')
  const [codes, setCodes] = useState<string[] | null>(null)
  const { busy, refused, problem, run } = useAttempt()
  const say = t.value
  const email = me.value?.agent.email ?? ''
  const enable = () =>
    run({ proof, secret, code: code.replace(/\D/g, '') }, async (input) => {
      const answer = await ask.authenticator.enable(input)
      // The first answer got lost and nobody can say them again: others take their place.
      setCodes(answer.codes ?? (await ask.authenticator.renewCodes({ rid: input.rid, proof })).codes ?? [])
    })
  if (codes)
    return (
      <div class={styles.stack}>
        <RecoveryCodes codes={codes} />
        <Button kind="primary" size="large" onClick={onDone} autofocus>
          {say('twoStep.kept')}
        </Button>
      </div>
    )
  const at = (...names: RefusedError['code'][]) => (refused && names.includes(refused) ? problem : undefined)
  return (
    <form
      class={styles.stack}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void enable()
      }}
    >
      <div class={styles.scan}>
        <QrCode text={authenticatorUri(secret, email)} label={say('twoStep.qr')} />
        <div class={styles.words}>
          <p>{say('twoStep.scan')}</p>
          <p>{say('twoStep.type')}</p>
          <code class={styles.secret}>{inGroups(secret)}</code>
        </div>
      </div>
      {problem && !at('wrong-code', 'wrong-password', 'malformed') ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      <TextField
        label={say('twoStep.code')}
        help={say('twoStep.codeHelp')}
        error={at('wrong-code', 'malformed')}
        value={code}
        onValue={setCode}
        autocomplete="one-time-code"
        inputMode="numeric"
        maxLength={7}
        required
      />
      <PasswordField
        label={say('proof.label')}
        error={at('wrong-password')}
        value={proof}
        onValue={setProof}
        autocomplete="current-password"
        required
      />
      <Button kind="primary" size="large" type="submit" busy={busy}>
        {say('twoStep.enable')}
      </Button>
    </form>
  )
}
