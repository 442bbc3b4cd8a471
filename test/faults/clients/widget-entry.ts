/** The visitor's side of the product without its screens, as one program. */
export { socketLine } from '../../../widget/frame/delivery/socket-line'
export { createSession } from '../../../widget/frame/session'
