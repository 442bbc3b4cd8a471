import { useEffect, useRef } from 'preact/hooks'
import type { ImportLine } from '#shared/rules/deal-csv'
import { locale, t } from '../../data/session'
import { badRowsFile, save } from '../../parts/files/bad-rows'
import styles from '../../parts/files/import.module.css'
import { Button } from '../../ui/button'

/** What became, or would become, of a file. */
export type Result = { create: number; exists: number; bad: Extract<ImportLine, { does: 'bad' }>[] }

export const resultOf = (lines: readonly ImportLine[]): Result => ({
  create: lines.filter(({ does }) => does === 'create').length,
  exists: lines.filter(({ does }) => does === 'exists').length,
  bad: lines.filter((line) => line.does === 'bad'),
})

const mostShown = 10

/** How many rows are in, were in already and are not in, and why; the latter as a file. */
export function ImportReport({
  result,
  columns,
  done = false,
}: {
  result: Result
  columns: readonly string[]
  done?: boolean
}) {
  const { create, exists, bad } = result
  const say = t.value
  const download = () => {
    const rows = bad.map(({ why, ...row }) => ({ ...row, why: say(`import.why.${why}`) }))
    save(badRowsFile(columns, rows, locale.value), 'deals-not-imported.csv')
  }
  const box = useRef<HTMLDivElement>(null)
  // Below a long mapping nobody would see that the file was checked.
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), [result])
  return (
    <div ref={box} class={styles.report} role="status">
      <p>
        <strong>{say(done ? 'import.made' : 'import.wouldMake', { count: create })}</strong>
        {exists > 0 ? ` · ${say('import.exists', { count: exists })}` : ''}
        {bad.length > 0 ? ` · ${say('import.bad', { count: bad.length })}` : ''}
      </p>
      {bad.length > 0 ? (
        <>
          <ul class={styles.bad}>
            {bad.slice(0, mostShown).map(({ line, why, cells }) => (
              <li key={line}>
                <span>{say('import.lineIs', { line })}</span> {cells.filter(Boolean).slice(0, 2).join(' · ')}{' '}
                <em>{say(`import.why.${why}`)}</em>
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
