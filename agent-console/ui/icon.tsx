import type { IconNode } from 'lucide'
import { h } from 'preact'

type IconProps = {
  /** A node of the `lucide` package: `import { Inbox } from 'lucide'`. */
  icon: IconNode
  size?: number
  /** Only where the icon stands alone and says something; beside a text it is decoration. */
  label?: string
  class?: string
}

/** Draws a lucide icon from its nodes, without markup strings. */
export function Icon({ icon, size = 16, label, class: className }: IconProps) {
  return (
    <svg
      class={className}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={1.75}
      stroke-linecap="round"
      stroke-linejoin="round"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {icon.map(([tag, attributes], at) => h(tag, { ...attributes, key: at }))}
    </svg>
  )
}
