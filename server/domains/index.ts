import type { AgentContext, Context, TeamContext, VisitorContext } from '#server/context'
import type { CheckedInputOf, OutputOf, RequestName } from '#shared/protocol/index'
import * as agents from './agents/index'
import * as conversations from './conversations/index'
import * as deals from './deals/index'
import * as desk from './desk/index'
import * as keys from './keys/index'
import * as people from './people/index'
import * as pipelines from './pipelines/index'
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
  | `person:${string}`
  | `pipeline:${string}`
  | 'conversation:list'
  | 'conversation:read'
  | 'conversation:ofPerson'

/** One handler for every request of the contract; a missing one is a type error. */
export type Handlers = {
  [Name in RequestName]: (input: CheckedInputOf<Name>, context: ContextOf<Name>) => Promise<OutputOf<Name>>
}

export const handlers: Handlers = {
  ...setup.handlers,
  ...agents.handlers,
  ...keys.handlers,
  ...sites.handlers,
  ...people.handlers,
  ...pipelines.handlers,
  ...conversations.handlers,
  ...deals.handlers,
  ...tasks.handlers,
  ...desk.handlers,
}

/** What clients may say that is true only now. */
export const signals = conversations.signals
