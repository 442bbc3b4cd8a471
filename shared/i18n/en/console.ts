import { deals } from './console/deals'
import { guard } from './console/guard'
import { inbox } from './console/inbox'
import { manage } from './console/manage'
import { setUp } from './console/set-up'
import { shell } from './console/shell'

/** Everything the console says. */
export const console = { ...shell, ...setUp, ...manage, ...guard, ...inbox, ...deals } as const
