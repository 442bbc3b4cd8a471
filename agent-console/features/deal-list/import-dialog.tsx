import { useState } from 'preact/hooks'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { CsvMapping } from '#shared/rules/deal-csv'
import { bringIn, lookInto } from '../../data/deal-files'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { ImportSteps } from '../../parts/files/import-steps'
import { useImport } from '../../parts/files/use-import'
import { ImportMapping } from './import-mapping'
import { ImportReport, resultOf } from './import-report'

type ImportDialogProps = {
  pipeline: Pipeline | undefined
  pipelines: readonly Pipeline[]
  onClose: () => void
  onDone: () => void
}

/** A file becomes deals. */
export function ImportDialog({ pipeline, pipelines, onClose, onDone }: ImportDialogProps) {
  const [mapping, setMapping] = useState<CsvMapping>({})
  const [to, setTo] = useState({
    pipelineId: pipeline?.id ?? '',
    siteId: [...state.value.sites.keys()][0] ?? '',
  })
  const importing = useImport({
    lookInto,
    onLook: (found) => setMapping(found.mapping),
    bringIn: (file, attempt, hear) => bringIn(file, { ...to, ...attempt, locale: locale.value, mapping }, hear),
    resultOf,
    onDone,
  })
  const say = t.value
  const isMapped = mapping.name !== undefined && (mapping.person ?? mapping.code) !== undefined
  const columnNames = importing.look?.columns ?? []
  return (
    <ImportSteps
      title={say('import.title')}
      text={say('import.text')}
      importing={importing}
      missing={isMapped ? '' : say('import.mappingNeeded')}
      apply={({ create }) => say('import.apply', { count: create })}
      columns={(look) => (
        <ImportMapping
          {...{ look, mapping, pipelines, to }}
          onTo={(next) => {
            setTo(next)
            importing.change()
          }}
          onMapping={(next) => {
            setMapping(next)
            importing.change()
          }}
        />
      )}
      report={(result, done) => <ImportReport result={result} columns={columnNames} done={done} />}
      onClose={onClose}
    />
  )
}
