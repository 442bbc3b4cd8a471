export { found } from './found'
export { findInstallation, finishSetup } from './queries'
export { type InstallationState, readInstallation } from './state'
