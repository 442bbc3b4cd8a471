import type { Rule } from './rule'
import { rulesForAll } from './rules-for-all'
import { rulesForBrowsers } from './rules-for-browsers'
import { rulesForServer } from './rules-for-server'

/** Which way imports may go: the table behind docs/STYLE.md, "Which way imports go". */
export const rules: readonly Rule[] = [...rulesForAll, ...rulesForBrowsers, ...rulesForServer]
