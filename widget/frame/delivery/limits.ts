import type { messageLimit as contractLimit } from '#shared/protocol/conversations'

/** Longest message, in characters: the contract's figure, said again because the widget takes it as a type only. */
export const messageLimit: typeof contractLimit = 4000
