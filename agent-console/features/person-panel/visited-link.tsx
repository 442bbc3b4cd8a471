import { safeUrl } from './safe-url'
import styles from './visited-link.module.css'

type VisitedLinkProps = { url: string; title: string }

/**
 * An address a visitor's browser sent. Only http and https become links: anything else could run in the console, and
 * even these learn neither who opens them nor from where.
 */
export function VisitedLink({ url, title }: VisitedLinkProps) {
  const safe = safeUrl(url)
  const words = safe ? shortUrl(safe) : url
  const face = (
    <>
      {title ? <span class={styles.title}>{title}</span> : null}
      <span class={title ? styles.address : undefined}>{words}</span>
    </>
  )
  if (!safe) return <span class={styles.visited}>{face}</span>
  return (
    <a class={styles.visited} href={safe.href} target="_blank" rel="noopener noreferrer nofollow" title={safe.href}>
      {face}
    </a>
  )
}

/** Host and path without what nobody reads. */
const shortUrl = ({ host, pathname }: URL) => `${host.replace(/^www\./, '')}${pathname === '/' ? '' : pathname}`
