import { TriangleAlert } from 'lucide'
import { t } from '../../data/session'
import { Button } from '../../ui/button'
import { EmptyState } from '../../ui/empty-state'

/** Stands where a screen broke; the rest of the console goes on. */
export const Crash = () => (
  <div role="alert">
    <EmptyState
      icon={TriangleAlert}
      heading="h1"
      title={t.value('shell.crashed')}
      text={t.value('shell.crashedText')}
      action={
        <Button kind="primary" onClick={() => location.reload()}>
          {t.value('shell.reload')}
        </Button>
      }
    />
  </div>
)
