export { found } from './found'
export { findInstallation, finishSetup } from './queries'
export { readInstallation } from './state'
