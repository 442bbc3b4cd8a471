/** Addresses of the screens, as patterns. */
export const routes = {
  home: '/',
  inbox: '/inbox/:view?/:conversationId?',
  deals: '/crm/deals/:pipelineId?',
  manage: '/manage/:topic?',
  signIn: '/sign-in',
  setUp: '/set-up',
} as const

/** Topics of Manage, in the order of its menu. */
export const topics = ['sites', 'team', 'keys', 'account'] as const
export type Topic = (typeof topics)[number]

/** Where a list of the inbox, or a conversation in it, is found. */
export const inboxPath = (view?: string, conversationId?: string): string => join('/inbox', view, conversationId)

/** Where the board of a pipeline is found; the first pipeline's when none is named. */
export const dealsPath = (pipelineId?: string): string => join('/crm/deals', pipelineId)

/** Where a topic of Manage is found. */
export const managePath = (topic?: Topic): string => join('/manage', topic)

const join = (...parts: (string | undefined)[]) =>
  parts.flatMap((part, at) => (part ? [at === 0 ? part : encodeURIComponent(part)] : [])).join('/')
