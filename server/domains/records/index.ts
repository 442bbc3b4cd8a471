export { accessBeside, accessRecord, type Beside } from './access'
