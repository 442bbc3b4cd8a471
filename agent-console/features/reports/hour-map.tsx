import type { ChatRow } from '#shared/protocol/reports'
import { locale, t } from '../../data/session'
import styles from './hour-map.module.css'
import { Figure, FileLink } from './report-table'

const hours = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'))
/** From Monday on. */
const days = [1, 2, 3, 4, 5, 6, 0]
/** A Sunday. */
const someSunday = Date.UTC(2026, 10, 22)

/** When in the week people write: the darker, the more conversations begin then. */
export function HourMap({ rows, file }: { rows: readonly ChatRow[]; file: string }) {
  const counts = new Map(rows.map(({ key, chats }) => [key, chats]))
  const most = Math.max(1, ...counts.values())
  const weekday = new Intl.DateTimeFormat(locale.value, { weekday: 'short', timeZone: 'UTC' })
  return (
    <div class={styles.whole}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class={styles.place} aria-label={t.value('report.hours')} tabIndex={0}>
        <table class={styles.map}>
          <thead>
            <tr>
              <td />
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  {hour}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((day) => (
              <tr key={day}>
                <th scope="row">{weekday.format(someSunday + day * 86_400_000)}</th>
                {hours.map((hour) => {
                  const count = counts.get(`${day} ${hour}`) ?? 0
                  return (
                    <td key={hour} class={count > most / 2 ? styles.many : undefined}>
                      <span class={styles.shade} style={{ opacity: count / most }} aria-hidden="true" />
                      <span class={styles.count}>{count > 0 ? <Figure value={count} /> : null}</span>
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <FileLink file={file} />
    </div>
  )
}
