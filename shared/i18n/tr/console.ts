import type { console as english } from '#shared/i18n/en/console'
import type { Translation } from '#shared/i18n/index'
import { deals } from './console/deals'
import { guard } from './console/guard'
import { inbox } from './console/inbox'
import { manage } from './console/manage'
import { setUp } from './console/set-up'
import { shell } from './console/shell'

/** Everything the console says. */
export const console: Translation<typeof english> = { ...shell, ...setUp, ...manage, ...guard, ...inbox, ...deals }
