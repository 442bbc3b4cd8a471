import { completeSetup, inspectSetup } from './complete-setup'

export const handlers = { 'setup:inspect': inspectSetup, 'setup:complete': completeSetup }
