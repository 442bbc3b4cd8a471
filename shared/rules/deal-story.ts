/** One thing that changed: which field, what it was, what it is. */
export type FieldChange = { field: string; was: unknown; is: unknown }

type Told = {
  changes?: FieldChange[]
  fromStageId?: string
  was?: { amount: number | null; currency: string }
  deal?: { stageId?: string; amount?: number | null; currency?: string; lossReasonId?: string | null } | null
  task?: { title: string; result?: string }
  file?: { name: string }
}

/** What a fact about a deal or a task changed, for histories and for lines in a thread. */
export function changesIn(name: string, data: unknown): FieldChange[] {
  const { changes, fromStageId, was, deal, task, file } = data as Told
  if (task) {
    const result = name === 'task.completed' && task.result ? [{ field: 'result', was: '', is: task.result }] : []
    return [{ field: 'task', was: null, is: task.title }, ...result, ...(changes ?? [])]
  }
  if (changes) return changes
  if (file) return [{ field: 'file', was: null, is: file.name }]
  const moved = fromStageId ? [{ field: 'stageId', was: fromStageId, is: deal?.stageId }] : []
  if (name === 'deal.lost') return [...moved, { field: 'lossReasonId', was: null, is: deal?.lossReasonId }]
  const isWorthElse = was && (was.amount !== deal?.amount || was.currency !== deal?.currency)
  if (name !== 'deal.transferred' || !isWorthElse) return moved
  return [...moved, { field: 'worth', was, is: { amount: deal?.amount ?? null, currency: deal?.currency } }]
}
