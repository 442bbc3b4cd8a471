import { useEffect } from 'preact/hooks'
import { securing, signOut, t } from '../../data/session'
import { EnableForm } from '../../parts/two-step/enable-form'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { DoorCard } from '../../ui/door-card'

/** The one thing there is to do where two-step sign-in is required and one has none yet. */
export function MustSecure() {
  const say = t.value
  // The console is told of its new rights before the codes are read.
  useEffect(() => {
    securing.value = true
  }, [])
  const leave = () => {
    securing.value = false
  }
  useEffect(() => {
    document.title = say('twoStep.title')
  }, [say])
  return (
    <DoorCard title={say('twoStep.setUp')} wide>
      <Callout tone="info">{say('twoStep.mustText')}</Callout>
      <EnableForm onDone={leave} />
      <Button kind="ghost" onClick={() => void signOut().then(leave)}>
        {say('shell.signOut')}
      </Button>
    </DoorCard>
  )
}
