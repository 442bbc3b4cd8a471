import { Download, Unplug } from 'lucide'
import type { ComponentChildren } from 'preact'
import { locale, t } from '../../data/session'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/empty-state'
import { Icon } from '../../ui/icon'
import tables from '../../ui/table.module.css'
import styles from './report-table.module.css'
import type { Reading } from './use-report'

export type Line = {
  key: string
  label: string
  /** Where what it counts is found; null where no list shows just that. */
  href: string | null
  /** Length of its bar, from 0 to 1; null for the line that sums up. */
  share: number | null
  cells: readonly ComponentChildren[]
}

type ReportTableProps<Value> = {
  reading: Reading<Value>
  caption: string
  heads: readonly string[]
  /** Where the same is found as a file. */
  file: string
  linesOf: (value: Value) => readonly Line[]
  /** How many groups are not shown. */
  more?: (value: Value) => number
}

/** A chart that is a table: each row says its figures and shows by a bar how they compare. */
export function ReportTable<Value>({ reading, caption, heads, file, linesOf, more }: ReportTableProps<Value>) {
  const say = t.value
  const { value, failed, stale, again } = reading
  if (failed && value === null)
    return (
      <EmptyState
        icon={Unplug}
        title={say('report.failed')}
        action={<Button onClick={again}>{say('person.again')}</Button>}
      />
    )
  if (value === null) return null
  const lines = linesOf(value)
  const longest = Math.max(...lines.map(({ share }) => share ?? 0))
  const left = more?.(value) ?? 0
  return (
    <div class={styles.place} aria-busy={stale || undefined}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class={styles.scroller} aria-label={caption} tabIndex={0}>
        <table class={classes(tables.table, styles.table)}>
          <thead>
            <tr>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ key, label, href, share, cells }) => (
              <tr key={key} class={share === null ? styles.total : undefined}>
                <th scope="row">
                  {href ? <a href={href}>{label}</a> : label}
                  {share === null ? null : (
                    <span class={styles.track} aria-hidden="true">
                      <span class={styles.bar} style={{ width: `${longest > 0 ? (share / longest) * 100 : 0}%` }} />
                    </span>
                  )}
                </th>
                {cells.map((cell, at) => (
                  <td key={heads[at + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 ? <p class={styles.more}>{say('report.more', { count: left })}</p> : null}
      <FileLink file={file} />
    </div>
  )
}

/** Where the figures on screen are found as a file. */
export const FileLink = ({ file }: { file: string }) => (
  <a class={styles.file} href={file} download>
    <Icon icon={Download} size={16} />
    {t.value('report.file')}
  </a>
)

/** A number as the reader writes it. */
export const Figure = ({ value, percent = false }: { value: number; percent?: boolean }) => (
  <>{new Intl.NumberFormat(locale.value, percent ? { style: 'percent' } : {}).format(value)}</>
)
