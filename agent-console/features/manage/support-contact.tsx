import { useState } from 'preact/hooks'
import { ask } from '../../data/client'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Button } from '../../ui/button'
import { TextField } from '../../ui/field'
import styles from './manage.module.css'

/** Whom agents ask when the built-in help did not. */
export function SupportContact() {
  const stands = state.value.installation?.supportContact ?? ''
  const [typed, setTyped] = useState<string | null>(null)
  const { busy, problem, run } = useAttempt()
  const value = typed ?? stands
  const save = () =>
    run({ supportContact: value.trim() }, async (input) => {
      await ask.installation.edit(input)
      setTyped(null)
    })
  return (
    <form
      class={styles.card}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <TextField
        label={t.value('help.contactLabel')}
        help={t.value('help.contactHelp')}
        value={value}
        onValue={setTyped}
        maxLength={200}
        error={problem}
      />
      {typed !== null && typed !== stands ? (
        <Button type="submit" busy={busy}>
          {t.value('help.contactSave')}
        </Button>
      ) : null}
    </form>
  )
}
