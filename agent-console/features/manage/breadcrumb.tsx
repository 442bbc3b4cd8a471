import styles from './breadcrumb.module.css'

/** A place on the way here, and where it is found; a heading of the menu is found nowhere. */
export type Crumb = { name: string; href?: string }

/** Where in Manage one is, and the way back. */
export const Breadcrumb = ({ label, crumbs }: { label: string; crumbs: readonly Crumb[] }) => (
  <nav aria-label={label}>
    <ol class={styles.crumbs}>
      {crumbs.map(({ name, href }, at) => (
        <li key={name} aria-current={at === crumbs.length - 1 ? 'page' : undefined} class={styles.name}>
          {href ? <a href={href}>{name}</a> : name}
        </li>
      ))}
    </ol>
  </nav>
)
