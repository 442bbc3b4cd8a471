import { Check, Copy } from 'lucide'
import type { RefObject } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Button } from './button'
import { speech } from './speech'

type CopyButtonProps = {
  text: string
  /** The element that shows the text: where nothing can be copied it is selected, ready for Ctrl C. */
  from: RefObject<HTMLElement | null>
  label: string
  kind?: 'primary' | 'secondary'
}

/** Puts a text on the clipboard. On plain http there is no clipboard to ask, so it goes the old way round. */
export function CopyButton({ text, from, label, kind = 'secondary' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'' | 'copied' | 'selected'>('')
  const { say } = speech.value
  useEffect(() => {
    if (!outcome) return
    const timer = setTimeout(() => setOutcome(''), 3000)
    return () => clearTimeout(timer)
  }, [outcome])
  const copy = async () => setOutcome((await written(text)) || copiedBySelection(from.current) ? 'copied' : 'selected')
  const shown = outcome === 'copied' ? say('ui.copied') : outcome === 'selected' ? say('ui.selected') : label
  return (
    <>
      <Button kind={kind} icon={outcome === 'copied' ? Check : Copy} onClick={() => void copy()}>
        {shown}
      </Button>
      <span class="unseen" role="status">
        {outcome ? shown : ''}
      </span>
    </>
  )
}

async function written(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}

function copiedBySelection(element: HTMLElement | null): boolean {
  const selection = getSelection()
  if (!element || !selection) return false
  selection.selectAllChildren(element)
  try {
    return document.execCommand('copy')
  } catch {
    return false
  }
}
