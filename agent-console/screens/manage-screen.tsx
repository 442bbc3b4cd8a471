import { useEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { Account } from '../features/manage/account'
import { Keys } from '../features/manage/keys'
import { Layout } from '../features/manage/layout'
import { Sites } from '../features/manage/sites'
import { Team } from '../features/manage/team'
import { mayOpen } from '../features/manage/topics'
import { topics } from '../routes'
import { NotFoundScreen } from './not-found-screen'

const screens = { sites: Sites, team: Team, keys: Keys, account: Account }

/** Everything that is set rather than done: a topic, and the list of topics beside it. */
export function ManageScreen() {
  const named = useRoute().params.topic
  const topic = topics.find((it) => it === (named ?? 'sites') && mayOpen(it))
  // A long topic must not leave the next one scrolled down.
  useEffect(() => document.getElementById('topic')?.scrollTo(0, 0), [topic])
  if (!topic) return <NotFoundScreen />
  const Topic = screens[topic]
  return (
    <Layout topic={topic} atTop={named === undefined}>
      <Topic />
    </Layout>
  )
}
