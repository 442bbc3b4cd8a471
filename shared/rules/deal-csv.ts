/** Columns of a file of deals that is written, in their order. */
export const csvColumns = [
  ...(['name', 'person', 'code', 'pipeline', 'stage', 'outcome', 'amount', 'currency', 'probability'] as const),
  ...(['owner', 'closesOn', 'nextTask', 'tags', 'source', 'description', 'site', 'created', 'closedAt'] as const),
  ...(['lossReason', 'lossNote', 'competitor', 'id'] as const),
] as const
export type CsvColumn = (typeof csvColumns)[number]

/** What of a file that is read becomes part of a deal. */
export const importFields = [
  ...(['name', 'person', 'code', 'stage', 'amount', 'probability', 'owner'] as const),
  ...(['closesOn', 'tags', 'source', 'description'] as const),
  ...(['closedAt', 'lossReason', 'lossNote', 'competitor'] as const),
] as const
export type ImportField = (typeof importFields)[number]

/** For each field the number of the column it stands in; what is absent is not read. */
export type CsvMapping = Readonly<Partial<Record<ImportField, number>>>

/** Why a row cannot become a deal. */
export const importTroubles = [
  ...(['name-missing', 'name-long', 'person-missing', 'person-unknown', 'person-many', 'stage-unknown'] as const),
  ...(['amount-invalid', 'probability-invalid', 'owner-unknown', 'date-invalid', 'text-long', 'unreadable'] as const),
  ...(['fields-missing', 'reason-missing', 'reason-unknown', 'note-missing', 'closed-invalid'] as const),
  ...(['outcome-unclear', 'refused', 'file-long'] as const),
] as const
export type ImportTrouble = (typeof importTroubles)[number]

/** What becomes, or would become, of a row. */
export type ImportLine =
  | { line: number; does: 'create' | 'exists' }
  | { line: number; does: 'bad'; why: ImportTrouble; cells: readonly string[] }

/** A look into a file before anything is read from it. */
export type CsvLook = { columns: readonly string[]; rows: readonly (readonly string[])[]; mapping: CsvMapping }
