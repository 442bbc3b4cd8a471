import type { Pipeline } from '#shared/protocol/pipelines'
import { type CsvLook, type CsvMapping, importFields } from '#shared/rules/deal-csv'
import { t } from '../../data/session'
import { state } from '../../data/store'
import styles from '../../parts/files/import.module.css'
import { SelectField } from '../../ui/field'

type To = { pipelineId: string; siteId: string }
type ImportMappingProps = {
  look: CsvLook
  mapping: CsvMapping
  pipelines: readonly Pipeline[]
  to: To
  onTo: (to: To) => void
  onMapping: (mapping: CsvMapping) => void
}

/** Which column of the file is what of a deal, and where the deals go. */
export function ImportMapping({ look, mapping, pipelines, to, onTo, onMapping }: ImportMappingProps) {
  const sites = [...state.value.sites.values()]
  const [first] = look.rows
  const columns = look.columns.map((head, at) => ({
    value: String(at),
    label: [head || t.value('import.column', { number: at + 1 }), first?.[at]].filter(Boolean).join(' · '),
  }))
  return (
    <div class={styles.mapping}>
      <SelectField
        label={t.value('board.pipeline')}
        value={to.pipelineId}
        onValue={(pipelineId) => onTo({ ...to, pipelineId })}
        options={pipelines.map(({ id, name }) => ({ value: id, label: name }))}
      />
      {sites.length > 1 ? (
        <SelectField
          label={t.value('quick.site')}
          value={to.siteId}
          onValue={(siteId) => onTo({ ...to, siteId })}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
        />
      ) : null}
      {importFields.map((field) => (
        <SelectField
          key={field}
          label={t.value(`import.field.${field}`)}
          value={String(mapping[field] ?? '')}
          options={[{ value: '', label: t.value('import.none') }, ...columns]}
          onValue={(value) => {
            const { [field]: _, ...others } = mapping
            onMapping(value === '' ? others : { ...others, [field]: Number(value) })
          }}
        />
      ))}
    </div>
  )
}
