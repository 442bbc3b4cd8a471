import { useState } from 'preact/hooks'
import type { CsvRecord, RecordLine, RecordMapping } from '#shared/rules/record-csv'
import { bringRecordsIn, lookIntoRecords } from '../../data/record-files'
import { locale, t } from '../../data/session'
import { state } from '../../data/store'
import { ImportSteps } from './import-steps'
import { RecordColumns } from './record-columns'
import { RecordReport } from './record-report'
import { useImport } from './use-import'

type ImportRecordsProps = { record: CsvRecord; onClose: () => void }

/** A file becomes leads, contacts or companies. */
export function ImportRecords({ record, onClose }: ImportRecordsProps) {
  const [mapping, setMapping] = useState<RecordMapping>({})
  const [siteId, setSiteId] = useState([...state.value.sites.keys()][0] ?? '')
  const importing = useImport({
    lookInto: (file) => lookIntoRecords(record, file),
    onLook: (found) => setMapping(found.mapping),
    bringIn: (file, attempt, hear: (line: RecordLine) => void) =>
      bringRecordsIn(file, { record, ...attempt, siteId, locale: locale.value, mapping }, hear),
    resultOf: (lines) => lines,
  })
  const say = t.value
  const reached = record === 'company' ? ['name'] : ['name', 'emails', 'phones']
  const isMapped = reached.some((column) => mapping[column] !== undefined)
  return (
    <ImportSteps
      title={say(`records.import.${record}`)}
      text={say('records.importText')}
      importing={importing}
      missing={isMapped ? '' : say('records.columnNeeded')}
      apply={(lines) => say('records.apply', { count: lines.filter(({ does }) => does === 'create').length })}
      columns={(look) => (
        <RecordColumns
          {...{ record, look, mapping, siteId }}
          onSite={(id) => {
            setSiteId(id)
            importing.change()
          }}
          onMapping={(next) => {
            setMapping(next)
            importing.change()
          }}
        />
      )}
      report={(lines, done) => (
        <RecordReport record={record} lines={lines} columns={importing.look?.columns ?? []} done={done} />
      )}
      onClose={onClose}
    />
  )
}
