import { useEffect, useRef } from 'preact/hooks'
import type { CsvRecord, RecordLine } from '#shared/rules/record-csv'
import { locale, t } from '../../data/session'
import { Button } from '../../ui/button'
import { badRowsFile, save } from './bad-rows'
import { columnWords } from './column-words'
import styles from './import.module.css'

type Bad = Extract<RecordLine, { does: 'bad' }>
type RecordReportProps = {
  record: CsvRecord
  lines: readonly RecordLine[]
  columns: readonly string[]
  done?: boolean
}

const mostShown = 10

/** How many rows are in, were in already and are not in, and why; the latter as a file. */
export function RecordReport({ record, lines, columns, done = false }: RecordReportProps) {
  const say = t.value
  const box = useRef<HTMLDivElement>(null)
  // Below a long mapping nobody would see that the file was checked.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [lines])
  const count = (does: RecordLine['does']) => lines.filter((line) => line.does === does).length
  const bad = lines.filter((line): line is Bad => line.does === 'bad')
  const whyOf = ({ why, column }: Bad) =>
    [column && columnWords(record, column), say(`records.why.${why}`)].filter(Boolean).join(': ')
  const download = () => {
    const rows = bad.map((line) => ({ ...line, why: whyOf(line) }))
    save(badRowsFile(columns, rows, locale.value), 'not-imported.csv')
  }
  return (
    <div ref={box} class={styles.report} role="status">
      <p>
        <strong>{say(done ? 'records.made' : 'records.wouldMake', { count: count('create') })}</strong>
        {count('exists') > 0 ? ` · ${say('import.exists', { count: count('exists') })}` : ''}
        {bad.length > 0 ? ` · ${say('import.bad', { count: bad.length })}` : ''}
      </p>
      {bad.length > 0 ? (
        <>
          <ul class={styles.bad}>
            {bad.slice(0, mostShown).map((line) => (
              <li key={line.line}>
                <span>{say('import.lineIs', { line: line.line })}</span>{' '}
                {line.cells.filter(Boolean).slice(0, 2).join(' · ')} <em>{whyOf(line)}</em>
              </li>
            ))}
          </ul>
          <Button size="small" onClick={download}>
            {say('import.download', { count: bad.length })}
          </Button>
        </>
      ) : null}
    </div>
  )
}
