/** Largest file an agent may add, in bytes. */
export const fileLimit = 25 * 1024 * 1024
