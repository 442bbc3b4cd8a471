/** What became of a lead: nothing yet, or how far it came. */
export const leadOutcomes = ['open', 'any', 'converted', 'deal', 'won', 'lost'] as const
export type LeadOutcome = (typeof leadOutcomes)[number]

type Words = { statusId?: string | undefined; stage?: string | undefined; outcome?: LeadOutcome | undefined }

/** What a list of leads means where nothing is said: who asks for a status or a stage means all that stand there. */
export const outcomeOf = ({ statusId, stage, outcome }: Words): LeadOutcome =>
  outcome ?? (statusId || stage ? 'any' : 'open')

/** A source in quotation marks is meant as what stands between them: so one asks for leads of none. */
export const sourceMeant = (source: string): string => (/^".*"$/s.test(source) ? source.slice(1, -1) : source)

/** A source as it is asked for, whatever it consists of. */
export const quotedSource = (source: string): string => `"${source}"`
