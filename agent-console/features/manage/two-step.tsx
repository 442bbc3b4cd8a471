import { useEffect, useState } from 'preact/hooks'
import type { TwoStep as Standing } from '#shared/protocol/agents'
import { ask } from '../../data/client'
import { status } from '../../data/connection'
import { refusalText, t } from '../../data/session'
import { toast } from '../../data/toasts'
import { EnableForm } from '../../parts/two-step/enable-form'
import { RecoveryCodes } from '../../parts/two-step/recovery-codes'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Dialog } from '../../ui/dialog'
import styles from './manage.module.css'
import { ProofDialog } from './proof-dialog'

type Open = 'enable' | 'renew' | 'disable' | null

/** A code from one's phone beside the password: whether it is asked for, and the codes for a lost phone. */
export function TwoStep() {
  const [standing, setStanding] = useState<Standing | null>(null)
  const [problem, setProblem] = useState('')
  const [open, setOpen] = useState<Open>(null)
  const [codes, setCodes] = useState<string[] | null>(null)
  const say = t.value
  const load = () => ask.authenticator.read({}).then(setStanding, (error: unknown) => setProblem(refusalText(error)))
  useEffect(() => {
    if (status.value === 'online') void load()
  }, [status.value])
  const close = () => {
    setOpen(null)
    setCodes(null)
    void load()
  }
  return (
    <section class={styles.card} aria-labelledby="two-step">
      <div class={styles.line}>
        <div class={styles.who}>
          <h3 id="two-step" class={styles.name}>
            {say('twoStep.title')}
          </h3>
          <p class={styles.text}>{say('twoStep.text')}</p>
        </div>
        {standing ? (
          <Badge tone={standing.enabled ? 'accent' : 'neutral'}>
            {say(standing.enabled ? 'twoStep.on' : 'twoStep.off')}
          </Badge>
        ) : null}
      </div>
      {problem ? (
        <Callout tone="danger" live>
          {problem}
        </Callout>
      ) : null}
      {standing?.enabled ? (
        <div class={styles.line}>
          <span class={styles.who}>{say('twoStep.codesLeft', { count: standing.codesLeft })}</span>
          <Button onClick={() => setOpen('renew')}>{say('twoStep.renew')}</Button>
          {standing.required ? null : <Button onClick={() => setOpen('disable')}>{say('twoStep.disable')}</Button>}
        </div>
      ) : standing ? (
        <div>
          <Button kind="primary" onClick={() => setOpen('enable')}>
            {say('twoStep.setUp')}
          </Button>
        </div>
      ) : null}
      {open === 'enable' ? (
        <Dialog open onClose={close} title={say('twoStep.setUp')}>
          <EnableForm onDone={close} />
        </Dialog>
      ) : null}
      {open === 'renew' && !codes ? (
        <ProofDialog
          title={say('twoStep.renew')}
          text={say('twoStep.renewText')}
          action={say('twoStep.renew')}
          onClose={close}
          act={async (input) => setCodes((await ask.authenticator.renewCodes(input)).codes ?? [])}
        />
      ) : null}
      {codes ? (
        <Dialog
          open
          onClose={close}
          title={say('twoStep.codes')}
          actions={
            <Button kind="primary" onClick={close}>
              {say('twoStep.kept')}
            </Button>
          }
        >
          <RecoveryCodes codes={codes} />
        </Dialog>
      ) : null}
      {open === 'disable' ? (
        <ProofDialog
          title={say('twoStep.disable')}
          text={say('twoStep.disableText')}
          action={say('twoStep.disable')}
          onClose={close}
          act={async (input) => {
            await ask.authenticator.disable(input)
            toast(say('twoStep.disabled'))
            close()
          }}
        />
      ) : null}
    </section>
  )
}
