import type { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import { readStored } from './stored'
import { reach, type Verdict } from './verdict'
import { withHoles, wrongFiles, wrongForAgents, wrongForVisitors, wrongOverRest } from './views'

/**
 * Lets everybody come to rest, ends the server for the last time and compares what clients were told with the
 * database file of a dead server, with REST after one more start, and with what every client showed when the server
 * died. Nobody is connected afterwards.
 */
export async function judge(scene: Scene): Promise<Verdict> {
  const { crowd, ledger } = scene
  const unsettled = await crowd.rest()
  ledger.dueUntil = await crowd.hearDues()
  // What was told in the last moment reaches every screen.
  await pause(500)
  const byVisitors = crowd.visitors.map(({ name, state: { view } }) => ({ name, view }))
  const byAgents = crowd.agents.map((agent) => ({
    agent,
    state: agent.console.state.value,
    conversations: agent.conversations,
  }))
  await scene.program.kill()
  crowd.close()

  const stored = readStored(scene.databaseFile)
  await scene.again()
  const wrong = [
    ...wrongForVisitors(byVisitors, stored),
    ...(await wrongOverRest(scene.program.url, scene.cookie, stored)),
    ...(await wrongFiles(scene.program.url, scene.cookie, ledger.files)),
    ...(await wrongForAgents(byAgents, stored)),
  ]
  return reach(scene, stored, { unsettled, wrong })
}

/** What can be said in the midst of it, while the server is dead: nobody is waited for, so nobody need be up to date. */
export function glance(scene: Scene): Verdict {
  const seen = scene.crowd.visitors.map(({ name, state: { view } }) => ({ name, view }))
  return reach(scene, readStored(scene.databaseFile), { unsettled: [], wrong: withHoles(seen) })
}
