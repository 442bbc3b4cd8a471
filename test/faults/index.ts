import type { Harness } from './harness'

/** Every harness by its name; each is a folder or a file beside this one. */
export const harnesses = {
  kill9: () => import('./kill9/index'),
  power: () => import('./power/index'),
  disk: () => import('./disk/index'),
  locked: () => import('./locked/index'),
  hostile: () => import('./hostile/index'),
  away: () => import('./away/index'),
  line: () => import('./line/index'),
  storm: () => import('./storm/index'),
  restart: () => import('./restart/index'),
  clock: () => import('./clock/index'),
  slow: () => import('./slow/index'),
  upload: () => import('./upload/index'),
  upgrade: () => import('./upgrade/index'),
  soak: () => import('./soak/index'),
} satisfies Record<string, () => Promise<{ harness: Harness }>>

export type HarnessName = keyof typeof harnesses
