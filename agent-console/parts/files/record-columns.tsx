import { changedAs } from '#shared/rules/custom-values'
import { type CsvRecord, type RecordLook, type RecordMapping, readColumns } from '#shared/rules/record-csv'
import { fieldsOf } from '../../data/fields'
import { t } from '../../data/session'
import { state } from '../../data/store'
import { SelectField } from '../../ui/field'
import { columnWords } from './column-words'
import styles from './import.module.css'

type RecordColumnsProps = {
  record: CsvRecord
  look: RecordLook
  mapping: RecordMapping
  siteId: string
  onSite: (siteId: string) => void
  onMapping: (mapping: RecordMapping) => void
}

/** Which column of the file is what of a record, fields of our own among them, and to which site they go. */
export function RecordColumns({ record, look, mapping, siteId, onSite, onMapping }: RecordColumnsProps) {
  const sites = [...state.value.sites.values()]
  const [first] = look.rows
  const heads = look.columns.map((head, at) => ({
    value: String(at),
    label: [head || t.value('import.column', { number: at + 1 }), first?.[at]].filter(Boolean).join(' · '),
  }))
  const own = fieldsOf(state.value, record).map(({ id }) => changedAs(id))
  return (
    <div class={styles.mapping}>
      {sites.length > 1 ? (
        <SelectField
          label={t.value('quick.site')}
          value={siteId}
          onValue={onSite}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {[...readColumns(record), ...own].map((column) => (
        <SelectField
          key={column}
          label={columnWords(record, column)}
          value={String(mapping[column] ?? '')}
          options={[{ value: '', label: t.value('import.none') }, ...heads]}
          onValue={(value) => {
            const { [column]: _, ...others } = mapping
            onMapping(value === '' ? others : { ...others, [column]: Number(value) })
          }}
        />
      ))}
    </div>
  )
}
