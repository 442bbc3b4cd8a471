import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { withParameter } from '../../parts/deals/address'

type DealLinkProps = { dealId: string; label?: string; class?: string | undefined; children: ComponentChildren }

/** Opens a deal in its sheet, over whatever screen one is on. */
export function DealLink({ dealId, label, class: own, children }: DealLinkProps) {
  const { url } = useLocation()
  return (
    <a class={own} aria-label={label} href={withParameter(url, 'deal', dealId)}>
      {children}
    </a>
  )
}
