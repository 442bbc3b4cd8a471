/** Addresses of the screens, as patterns. */
export const routes = {
  home: '/',
  inbox: '/inbox/:view?/:conversationId?',
  tasks: '/crm/tasks',
  leads: '/crm/leads/:leadId?',
  reports: '/crm/reports/:report?',
  deals: '/crm/deals/:pipelineId?',
  contacts: '/crm/contacts/:id?',
  companies: '/crm/companies/:id?',
  manage: '/manage/:topic?/:id?',
  signIn: '/sign-in',
  setUp: '/set-up',
} as const

/** Topics of Manage, in the order of its menu. */
export const topics = [
  'sites',
  'team',
  'pipelines',
  'leads',
  'contacts',
  'companies',
  'deals',
  'rules',
  'keys',
  'account',
] as const
export type Topic = (typeof topics)[number]

/** Where a list of the inbox, or a conversation in it, is found. */
export const inboxPath = (view?: string, conversationId?: string): string => join('/inbox', view, conversationId)

/** Where the board of a pipeline is found; the first pipeline's when none is named. */
export const dealsPath = (pipelineId?: string): string => join('/crm/deals', pipelineId)

/** Where tasks are found. */
export const tasksPath = (): string => routes.tasks

/** Where leads are found. */
export const leadsPath = (): string => '/crm/leads'

/** Where one lead is found. */
export const leadPath = (leadId: string): string => join('/crm/leads', leadId)

/** Where contacts are found, or one of them. */
export const contactsPath = (id?: string): string => join('/crm/contacts', id)

/** Where companies are found, or one of them. */
export const companiesPath = (id?: string): string => join('/crm/companies', id)

/** Where a report is found; the first when none is named. */
export const reportsPath = (report?: string): string => join('/crm/reports', report)

/** Where a topic of Manage is found, or one thing of it. */
export const managePath = (topic?: Topic, id?: string): string => join('/manage', topic, id)

const join = (...parts: (string | undefined)[]) =>
  parts.flatMap((part, at) => (part ? [at === 0 ? part : encodeURIComponent(part)] : [])).join('/')
