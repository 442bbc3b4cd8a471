import { Compass } from 'lucide'
import { t } from '../data/session'
import { inboxPath } from '../routes'
import { ButtonLink } from '../ui/button'
import { EmptyState } from '../ui/empty-state'

/** Nothing here, and the way back. */
export const NotFoundScreen = () => (
  <EmptyState
    icon={Compass}
    heading="h1"
    title={t.value('notFound.title')}
    text={t.value('notFound.text')}
    action={
      <ButtonLink kind="primary" href={inboxPath()}>
        {t.value('notFound.home')}
      </ButtonLink>
    }
  />
)
