import { editInstallation } from './edit-installation'

export { found } from './found'
export { findInstallation, finishSetup, saveTwoStepRequired } from './queries'
export { readInstallation, sharedIn } from './state'

export const handlers = { 'installation:edit': editInstallation }
