export { found } from './found'
export { findInstallation, finishSetup, saveTwoStepRequired } from './queries'
export { readInstallation } from './state'
