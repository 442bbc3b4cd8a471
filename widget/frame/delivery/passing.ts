import type { RefusalCode } from '#shared/protocol/refusals'

// Said again because the widget takes the protocol as types only. The door's refusals pass too: the session is
// admitted anew and the message goes out then.
const passing: readonly RefusalCode[] = [
  'busy',
  'too-many',
  'storage-full',
  'unexpected',
  'not-set-up',
  'origin-refused',
  'not-signed-in',
]

/** Whether a refused message is kept and sent again by itself. */
export const passes = (code: RefusalCode): boolean => passing.includes(code)
