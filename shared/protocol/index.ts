import type {
  ContractProcedure,
  ContractRouterClient,
  InferContractRouterInputs,
  InferContractRouterOutputs,
  InferSchemaOutput,
} from '@orpc/contract'
import type { z } from 'zod'
import { agentFacts, agentRequests, authenticatorRequests, sessionRequests } from './agents'
import { changeRequests } from './changes'
import { companyFacts, companyRequests } from './companies'
import { consoleRequests } from './console'
import { contactFacts, contactRequests } from './contacts'
import { conversationFacts, conversationRequests, messageRequests, noteRequests } from './conversations'
import { conversionFacts, conversionRequests, mergeRequests } from './conversion'
import { conversionsFacts, conversionsRequests } from './conversions'
import { dealFacts } from './deal-facts'
import { dealListRequests, findPersonRequests } from './deal-lists'
import { dealSumRequests } from './deal-sums'
import { dealRequests } from './deals'
import { fieldFacts, fieldRequests } from './fields'
import { companyFileRequests, contactFileRequests, fileFacts, fileRequests, leadFileRequests } from './files'
import { keyRequests } from './keys'
import { leadListRequests } from './lead-lists'
import { leadFacts, leadRequests, statusRequests } from './leads'
import { mailFacts, mailRequests } from './mail'
import { mappingFacts, mappingRequests } from './mapping'
import { companyMatchRequests, personMatchRequests } from './matches'
import { companyNoteRequests, contactNoteRequests, dealNoteRequests, leadNoteRequests, noteFacts } from './notes'
import { personFacts, personRequests } from './people'
import { pipelineRequests, reasonRequests, stageRequests } from './pipeline-requests'
import { pipelineFacts } from './pipelines'
import type { RefusalAnswer } from './refusals'
import { reportRequests } from './reports'
import { ruleFacts, ruleRequests } from './rules'
import { installationFacts, installationRequests, setupRequests } from './setup'
import type { ClientSignals, ServerSignals } from './signals'
import { siteFacts, siteRequests } from './sites'
import { taskFacts, taskRequests } from './tasks'
import { companyTimelineRequests, timelineRequests } from './timeline'
import { viewFacts, viewRequests } from './views'
import { visitRequests } from './visits'

/** Every request, as an oRPC contract. `deal:move` on the socket is `contract.deal.move` here. */
export const contract = {
  setup: setupRequests,
  installation: installationRequests,
  session: sessionRequests,
  authenticator: authenticatorRequests,
  key: keyRequests,
  console: consoleRequests,
  agent: agentRequests,
  site: siteRequests,
  person: { ...personRequests, ...findPersonRequests, ...personMatchRequests, ...timelineRequests },
  pipeline: pipelineRequests,
  stage: stageRequests,
  reason: reasonRequests,
  conversation: conversationRequests,
  message: messageRequests,
  note: noteRequests,
  deal: { ...dealRequests, ...dealSumRequests, ...dealListRequests, ...dealNoteRequests },
  task: taskRequests,
  lead: { ...leadRequests, ...leadListRequests, ...conversionRequests, ...leadNoteRequests, ...leadFileRequests },
  status: statusRequests,
  conversion: conversionsRequests,
  contact: { ...contactRequests, ...mergeRequests, ...changeRequests, ...contactNoteRequests, ...contactFileRequests },
  company: {
    ...companyRequests,
    ...companyMatchRequests,
    ...companyNoteRequests,
    ...companyFileRequests,
    ...companyTimelineRequests,
  },
  field: fieldRequests,
  mapping: mappingRequests,
  view: viewRequests,
  rule: ruleRequests,
  mail: mailRequests,
  report: reportRequests,
  file: fileRequests,
  visit: visitRequests,
}

/** Every fact and the schema of its data. */
export const facts = {
  ...agentFacts,
  ...installationFacts,
  ...siteFacts,
  ...personFacts,
  ...pipelineFacts,
  ...conversationFacts,
  ...dealFacts,
  ...noteFacts,
  ...taskFacts,
  ...leadFacts,
  ...conversionFacts,
  ...conversionsFacts,
  ...contactFacts,
  ...companyFacts,
  ...fieldFacts,
  ...mappingFacts,
  ...viewFacts,
  ...ruleFacts,
  ...mailFacts,
  ...fileFacts,
}

type Contract = typeof contract

/** A typed client over any transport; the console gives it one that speaks to the socket. */
export type Client = ContractRouterClient<Contract>

type Names<C> = {
  [Group in keyof C & string]: { [Verb in keyof C[Group] & string]: `${Group}:${Verb}` }[keyof C[Group] & string]
}[keyof C & string]

/** `deal:move` and all its siblings. */
export type RequestName = Names<Contract>

type At<Tree, Name extends string> = Name extends `${infer Group}:${infer Verb}`
  ? Group extends keyof Tree
    ? Verb extends keyof Tree[Group]
      ? Tree[Group][Verb]
      : never
    : never
  : never

/** What a caller must give. */
export type InputOf<Name extends RequestName> = At<InferContractRouterInputs<Contract>, Name>
/** What a handler is given: the input after its schema has read it. */
export type CheckedInputOf<Name extends RequestName> =
  At<Contract, Name> extends ContractProcedure<infer Input, infer _Output, infer _Errors, infer _Meta>
    ? InferSchemaOutput<Input>
    : never
/** What a request is answered with. */
export type OutputOf<Name extends RequestName> = At<InferContractRouterOutputs<Contract>, Name>

export type FactName = keyof typeof facts
export type FactData<Name extends FactName> = z.infer<(typeof facts)[Name]>

/** A fact on the wire: its place on the number line, its name, when, and its data. */
export type Fact<Name extends FactName = FactName> = {
  [N in Name]: { n: number; name: N; at: string; data: FactData<N> }
}[Name]

/** The answer to every request over the socket: exactly one of a value or a refusal. */
export type Answer<Value = unknown> = { ok: Value } | { refused: RefusalAnswer }

/** Socket events a client may send. */
export type ClientEvents = {
  request: (name: string, input: unknown, answer: (answer: Answer) => void) => void
  signal: <Name extends keyof ClientSignals>(name: Name, data: ClientSignals[Name]) => void
}

/** Socket events the server may send. `fact` carries {@link Fact} to agents and `VisitorFact` to visitors. */
export type ServerEvents = {
  fact: (fact: unknown) => void
  signal: <Name extends keyof ServerSignals>(name: Name, data: ServerSignals[Name]) => void
  /** What this client may hear has changed: forget, load anew. */
  resync: () => void
}
