import type { AgentContext, Context, TeamContext, VisitorContext } from '#server/context'
import type { Follows } from '#server/events/follows'
import type { CheckedInputOf, OutputOf, RequestName } from '#shared/protocol/index'
import * as agents from './agents/index'
import * as companies from './companies/index'
import * as contacts from './contacts/index'
import * as conversations from './conversations/index'
import * as conversion from './conversion/index'
import * as deals from './deals/index'
import * as desk from './desk/index'
import * as fields from './fields/index'
import * as files from './files/index'
import * as installation from './installation/index'
import * as keys from './keys/index'
import * as leads from './leads/index'
import * as lists from './lists/index'
import * as mail from './mail/index'
import * as notes from './notes/index'
import * as people from './people/index'
import * as pipelines from './pipelines/index'
import * as reports from './reports/index'
import * as rules from './rules/index'
import * as setup from './setup/index'
import * as sites from './sites/index'
import * as tasks from './tasks/index'

/** The door a request's handler stands behind decides whom it is given. */
type ContextOf<Name extends RequestName> = Name extends `visit:${string}`
  ? VisitorContext
  : Name extends 'session:open' | `setup:${string}`
    ? Context
    : Name extends TeamRequest
      ? TeamContext
      : AgentContext

/** What programs may ask too; their `door` in the contract is `team`, which a test compares. */
export type TeamRequest =
  | `deal:${string}`
  | `task:${string}`
  | `file:${string}`
  | `person:${string}`
  | `lead:${string}`
  | `contact:${string}`
  | `company:${string}`
  | 'field:list'
  | 'mapping:read'
  | 'mapping:try'
  | `report:${string}`
  | 'pipeline:list'
  | 'conversation:list'
  | 'conversation:read'
  | 'conversation:ofPerson'

/** One handler for every request of the contract; a missing one is a type error. */
export type Handlers = {
  [Name in RequestName]: (input: CheckedInputOf<Name>, context: ContextOf<Name>) => Promise<OutputOf<Name>>
}

export const handlers: Handlers = {
  ...setup.handlers,
  ...installation.handlers,
  ...agents.handlers,
  ...keys.handlers,
  ...sites.handlers,
  ...fields.handlers,
  ...people.handlers,
  ...pipelines.handlers,
  ...conversations.handlers,
  ...deals.handlers,
  ...tasks.handlers,
  ...leads.handlers,
  ...companies.handlers,
  ...contacts.handlers,
  ...lists.handlers,
  ...conversion.handlers,
  ...reports.handlers,
  ...files.handlers,
  ...notes.handlers,
  ...mail.handlers,
  ...rules.handlers,
  ...desk.handlers,
}

/** What slices do in the transactions of others, lower ones first. */
export const follows: readonly Follows[] = [
  sites.follows,
  pipelines.follows,
  deals.follows,
  deals.followStays,
  deals.followWords,
  tasks.follows,
]

/** Requests whose bodies or answers are streams. */
export const streams = [...files.fileStreams, ...lists.listStreams, ...reports.reportStreams]

/** What clients may say that is true only now. */
export const signals = { ...conversations.signals, ...deals.signals }
