import { useEffect, useRef } from 'preact/hooks'
import type { VisitorMessage } from '#shared/protocol/visits'
import { Icon } from '../ui/icons'
import { t } from '../ui/words'

type Props = { message: VisitorMessage; open(): void; dismiss(): void; height(px: number): void }

/** The newest message beside the launcher, drawn here so that the page's own scripts cannot read it. */
export function Peek({ message, open, dismiss, height }: Props) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const watch = new ResizeObserver(() => height(box.current?.offsetHeight ?? 0))
    if (box.current) watch.observe(box.current)
    return () => {
      watch.disconnect()
      height(0)
    }
  }, [height])
  return (
    <div class="peek" ref={box}>
      <button type="button" class="said" onClick={open}>
        <b>{message.agentName ?? t('team')}</b>
        <span dir="auto">{message.body}</span>
      </button>
      <button type="button" class="dismiss" aria-label={t('dismiss')} onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  )
}
