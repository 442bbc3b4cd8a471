/** The deal a task is being added for; null within for none, null alone while no task is being added. */
export type Adding = { dealId: string | null } | null
