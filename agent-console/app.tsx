import { useEffect, useErrorBoundary } from 'preact/hooks'
import { LocationProvider, lazy, Route, Router, useLocation } from 'preact-iso'
import { connect, status } from './data/connection'
import { may, me, securing } from './data/session'
import { closeToast, toasts } from './data/toasts'
import { Reminders } from './features/reminders/reminders'
import { Crash } from './features/shell/crash'
import { Shell } from './features/shell/shell'
import { Splash } from './features/shell/splash'
import { inboxPath, routes } from './routes'
import { Toasts } from './ui/toast'

const InboxScreen = lazy(() => import('./screens/inbox-screen').then((it) => it.InboxScreen))
const DealsScreen = lazy(() => import('./screens/deals-screen').then((it) => it.DealsScreen))
const ContactsScreen = lazy(() => import('./screens/contacts-screen').then((it) => it.ContactsScreen))
const CompaniesScreen = lazy(() => import('./screens/contacts-screen').then((it) => it.CompaniesScreen))
const TasksScreen = lazy(() => import('./screens/tasks-screen').then((it) => it.TasksScreen))
const LeadsScreen = lazy(() => import('./screens/leads-screen').then((it) => it.LeadsScreen))
const ReportsScreen = lazy(() => import('./screens/reports-screen').then((it) => it.ReportsScreen))
const ManageScreen = lazy(() => import('./screens/manage-screen').then((it) => it.ManageScreen))
const SetUpScreen = lazy(() => import('./screens/set-up-screen').then((it) => it.SetUpScreen))
const SignInScreen = lazy(() => import('./screens/sign-in-screen').then((it) => it.SignInScreen))
const MustSecureScreen = lazy(() => import('./screens/must-secure-screen').then((it) => it.MustSecureScreen))
const NotFoundScreen = lazy(() => import('./screens/not-found-screen').then((it) => it.NotFoundScreen))

/** The whole console: setting up, signing in, or the shell around a screen. */
export const App = () => (
  <LocationProvider>
    <Doors />
    <Toasts toasts={toasts.value} onDismiss={closeToast} />
  </LocationProvider>
)

/** Which door is open decides what is shown; the address stays, so that signing in leads where one wanted to go. */
function Doors() {
  const { path } = useLocation()
  const settingUp = path === routes.setUp
  useEffect(() => {
    if (!settingUp) connect()
  }, [settingUp])
  const { value } = status
  if (settingUp || value === 'signed-out' || value === 'not-set-up') return <Alone />
  if (!me.value) return <Splash />
  if (me.value.mustSecure || securing.value) return <Unsecured />
  return (
    <Shell>
      <Screens />
      {may('deals.read') ? <Reminders /> : null}
    </Shell>
  )
}

function Screens() {
  const { path } = useLocation()
  const [error] = useErrorBoundary()
  if (error) return <Crash />
  return (
    <Router key={path.split('/')[1]}>
      <Route path={routes.home} component={Home} />
      <Route path={routes.signIn} component={Home} />
      <Route path={routes.inbox} component={InboxScreen} />
      <Route path={routes.deals} component={DealsScreen} />
      <Route path={routes.contacts} component={ContactsScreen} />
      <Route path={routes.companies} component={CompaniesScreen} />
      <Route path={routes.tasks} component={TasksScreen} />
      <Route path={routes.leads} component={LeadsScreen} />
      <Route path={routes.reports} component={ReportsScreen} />
      <Route path={routes.manage} component={ManageScreen} />
      <Route default component={NotFoundScreen} />
    </Router>
  )
}

function Home() {
  const { route } = useLocation()
  useEffect(() => route(inboxPath(), true), [route])
  return null
}

/** Signed in, with one thing to do first. A router, because only a router waits for a screen to be fetched. */
const Unsecured = () => (
  <Router>
    <Route path={routes.home} component={MustSecureScreen} />
    <Route default component={MustSecureScreen} />
  </Router>
)

/** Without the shell; a router all the same, because only a router waits for a screen to be fetched. */
const Alone = () => (
  <Router>
    <Route path={routes.setUp} component={SetUpScreen} />
    <Route default component={SignInScreen} />
  </Router>
)
