/** How bad a line is, each way. */
export type Shape = { delayMs: number; bytesPerSecond: number }

export const goodLine: Shape = { delayMs: 0, bytesPerSecond: Number.POSITIVE_INFINITY }
export const lateLine: Shape = { ...goodLine, delayMs: 300 }
/** 64 kbit/s. */
export const thinLine: Shape = { delayMs: 0, bytesPerSecond: 8_000 }
