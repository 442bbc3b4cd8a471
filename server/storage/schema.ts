import type { AgentTables } from '#server/domains/agents/tables'
import type { CompanyTables } from '#server/domains/companies/tables'
import type { ContactTables } from '#server/domains/contacts/tables'
import type { ConversationTables } from '#server/domains/conversations/tables'
import type { ConversionTables } from '#server/domains/conversion/tables'
import type { DealTables } from '#server/domains/deals/tables'
import type { FieldTables } from '#server/domains/fields/tables'
import type { FileTables } from '#server/domains/files/tables'
import type { InstallationTables } from '#server/domains/installation/tables'
import type { KeyTables } from '#server/domains/keys/tables'
import type { LeadTables } from '#server/domains/leads/tables'
import type { ListTables } from '#server/domains/lists/tables'
import type { MailTables } from '#server/domains/mail/tables'
import type { NoteTables } from '#server/domains/notes/tables'
import type { PeopleTables } from '#server/domains/people/tables'
import type { PipelineTables } from '#server/domains/pipelines/tables'
import type { RuleTables } from '#server/domains/rules/tables'
import type { SiteTables } from '#server/domains/sites/tables'
import type { TaskTables } from '#server/domains/tasks/tables'
import type { UndoTables } from '#server/domains/undo/tables'

/** The number line: one row, the last number given. */
export type CounterTable = { id: number; n: number }

/** What has happened, for ever. `data` is JSON of the fact's schema. */
export type FactTable = { n: number; name: string; at: string; data: string }

/** Who may hear a fact, and which histories it belongs to. */
export type FactScopeTable = { scope: string; n: number }

/** Answers given to changing requests, kept 7 days. */
export type AnswerTable = { caller: string; rid: string; input_hash: string; answer: string; at: string }

type EventTables = { counter: CounterTable; fact: FactTable; fact_scope: FactScopeTable; answer: AnswerTable }

/** The table of tables: types only, one line per slice. */
export type Schema = EventTables &
  InstallationTables &
  AgentTables &
  KeyTables &
  SiteTables &
  FieldTables &
  PeopleTables &
  PipelineTables &
  ConversationTables &
  DealTables &
  LeadTables &
  CompanyTables &
  ContactTables &
  ListTables &
  TaskTables &
  MailTables &
  RuleTables &
  FileTables &
  NoteTables &
  UndoTables &
  ConversionTables
