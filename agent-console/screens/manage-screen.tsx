import { useEffect } from 'preact/hooks'
import { useRoute } from 'preact-iso'
import { Account } from '../features/manage/account'
import { modulePage } from '../features/manage/fields/module-page'
import { Keys } from '../features/manage/keys'
import { Layout } from '../features/manage/layout'
import { Leads } from '../features/manage/leads'
import { Pipelines } from '../features/manage/pipelines/pipelines'
import { Rules } from '../features/manage/rules/rules'
import { Sites } from '../features/manage/sites'
import { Team } from '../features/manage/team'
import { mayOpen } from '../features/manage/topics'
import { topics } from '../routes'
import { NotFoundScreen } from './not-found-screen'

const screens = {
  ...{ sites: Sites, team: Team, pipelines: Pipelines, leads: Leads, rules: Rules, keys: Keys, account: Account },
  ...{ contacts: modulePage('contacts'), companies: modulePage('companies'), deals: modulePage('deals') },
}

/** Everything that is set rather than done: a topic, and the list of topics beside it. */
export function ManageScreen() {
  const { topic: named, id } = useRoute().params
  const topic = topics.find((it) => it === (named ?? 'sites') && mayOpen(it))
  // A long topic must not leave the next one scrolled down.
  useEffect(() => document.getElementById('topic')?.scrollTo(0, 0), [topic, id])
  if (!topic) return <NotFoundScreen />
  const Topic = screens[topic]
  return (
    <Layout topic={topic} atTop={named === undefined}>
      <Topic id={id} />
    </Layout>
  )
}
