import { replayMessages } from '#server/domains/conversations/index'
import { loadConsole, syncConsole } from './load-console'

export { scopesOfAgent } from './load-console'

/** Where replay finds facts that are rows of their own. */
export const replaySources = [replayMessages]

export const handlers = { 'console:load': loadConsole, 'console:sync': syncConsole(replaySources) }
