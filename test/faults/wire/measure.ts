import { readFileSync } from 'node:fs'

/** Memory of a process that stands in RAM now, in MB. */
export const residentMb = (pid: number): number => statusOf(pid, 'VmRSS')

/** The most it ever was, in MB. */
export const peakMb = (pid: number): number => statusOf(pid, 'VmHWM')

/** The value below which `share` of the values lie; 0 where there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
}

export const round = (value: number, digits = 0): number => Number(value.toFixed(digits))

/** One figure of the server's `/metrics`; NaN where it is not told. */
export async function metric(port: number, name: string): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
  const line = text.split('\n').find((one) => one.startsWith(`${name} `))
  return Number(line?.slice(name.length + 1) ?? Number.NaN)
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

function statusOf(pid: number, field: string): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}
