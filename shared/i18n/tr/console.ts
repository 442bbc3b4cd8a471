import type { console as english } from '#shared/i18n/en/console'
import type { Translation } from '#shared/i18n/index'
import { contacts } from './console/contacts'
import { conversion } from './console/conversion'
import { deals } from './console/deals'
import { fields } from './console/fields'
import { guard } from './console/guard'
import { inbox } from './console/inbox'
import { leads } from './console/leads'
import { lists } from './console/lists'
import { manage } from './console/manage'
import { notes } from './console/notes'
import { pipelines } from './console/pipelines'
import { reports } from './console/reports'
import { rules } from './console/rules'
import { setUp } from './console/set-up'
import { shell } from './console/shell'
import { tasks } from './console/tasks'

/** Everything the console says. */
export const console: Translation<typeof english> = {
  ...shell,
  ...setUp,
  ...manage,
  ...guard,
  ...inbox,
  ...deals,
  ...leads,
  ...lists,
  ...contacts,
  ...fields,
  ...notes,
  ...conversion,
  ...tasks,
  ...pipelines,
  ...rules,
  ...reports,
}
