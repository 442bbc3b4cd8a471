import { type IconNode, LoaderCircle } from 'lucide'
import type { ButtonHTMLAttributes, ComponentChildren } from 'preact'
import styles from './button.module.css'
import { classes } from './classes'
import { Icon } from './icon'
import { Tooltip } from './tooltip'

type Look = {
  kind?: 'primary' | 'secondary' | 'ghost' | 'danger'
  size?: 'small' | 'medium' | 'large'
}

type ButtonProps = Omit<ButtonHTMLAttributes, 'size' | 'icon' | 'children'> &
  Look & {
    icon?: IconNode | undefined
    /** A shortcut shown beside the text. */
    hint?: string | undefined
    /** Work is going on: keeps the width, shows a spinner and takes no further click. */
    busy?: boolean
    children: ComponentChildren
  }

/** A button with a text. One primary a view. */
export function Button({ kind, size, icon, hint, busy = false, children, class: own, onClick, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class={classes(look({ kind, size }), busy && styles.busy, typeof own === 'string' && own)}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {icon ? <Icon icon={icon} /> : null}
      <span class={styles.text}>{children}</span>
      {hint ? <kbd class={styles.hint}>{hint}</kbd> : null}
      {busy ? (
        <span class={styles.spinner}>
          <Icon icon={LoaderCircle} />
        </span>
      ) : null}
    </button>
  )
}

type ButtonLinkProps = Look & { href: string; target?: '_blank'; icon?: IconNode; children: ComponentChildren }

/** A link that looks like a button, because it is the thing to do next. */
export const ButtonLink = ({ kind, size, icon, href, target, children }: ButtonLinkProps) => (
  <a href={href} target={target} rel={target && 'noopener'} class={look({ kind, size })}>
    {icon ? <Icon icon={icon} /> : null}
    <span class={styles.text}>{children}</span>
  </a>
)

type IconButtonProps = Omit<ButtonHTMLAttributes, 'size' | 'icon' | 'label'> &
  Look & {
    icon: IconNode
    /** Its name, said by screen readers and shown as a tooltip. */
    label: string
    hint?: string
    iconSize?: number
  }

/** A button that is only an icon. */
export function IconButton({
  kind = 'ghost',
  size,
  icon,
  label,
  hint,
  iconSize,
  class: own,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} hint={hint}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        class={classes(look({ kind, size }), styles.square, typeof own === 'string' && own)}
      >
        <Icon icon={icon} size={iconSize ?? 16} />
      </button>
    </Tooltip>
  )
}

const look = ({ kind = 'secondary', size = 'medium' }: Look) => classes(styles.button, styles[kind], styles[size])
