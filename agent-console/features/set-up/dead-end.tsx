import { CircleCheck, Globe, Link2Off, WifiOff } from 'lucide'
import { t } from '../../data/session'
import { inboxPath } from '../../routes'
import { Button, ButtonLink } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'
import styles from './set-up.module.css'

export type DeadEndKind = 'lost' | 'missing' | 'used' | 'foreign' | 'unreachable'

const icons = { lost: Link2Off, missing: Link2Off, used: CircleCheck, foreign: Globe, unreachable: WifiOff }

/** A link that leads no further, and what to do instead. */
export function DeadEnd({ kind, onAgain }: { kind: DeadEndKind; onAgain: () => void }) {
  const say = t.value
  return (
    <main class={styles.alone}>
      <EmptyState
        icon={icons[kind]}
        heading="h1"
        title={say(`setUp.${kind}.title`)}
        text={
          <>
            {say(`setUp.${kind}.text`)} {say(`setUp.${kind}.how`, { address: location.origin })}
          </>
        }
        action={
          kind === 'used' ? (
            <ButtonLink kind="primary" size="large" href={inboxPath()}>
              {say('setUp.signIn')}
            </ButtonLink>
          ) : kind === 'unreachable' ? (
            <Button kind="primary" size="large" onClick={onAgain}>
              {say('setUp.again')}
            </Button>
          ) : null
        }
      />
    </main>
  )
}
