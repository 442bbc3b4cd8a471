import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messageLimit } from '../delivery/limits'
import type { SendResult } from '../session'
import { Icon } from '../ui/icons'
import { t } from '../ui/words'

/** From here on the composer says how much room is left. */
const nearLimit = messageLimit - 300

type Props = {
  open: boolean
  draft: string
  write(text: string): void
  send(text: string): Promise<SendResult>
  typing(typing: boolean): void
}

/** Where the visitor writes. Words that cannot be sent stay in the box. */
export function Composer({ open, draft, write, send, typing }: Props) {
  const box = useRef<HTMLTextAreaElement>(null)
  const [full, setFull] = useState(false)
  const length = draft.trim().length
  const over = length - messageLimit

  useEffect(() => {
    // On a touch screen the focus would bring up the keyboard unasked.
    if (open && matchMedia('(pointer: fine)').matches) box.current?.focus({ preventScroll: true })
  }, [open])

  useLayoutEffect(() => {
    const area = box.current
    if (!area || area.value !== draft) return
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [draft])

  const submit = async () => {
    if (length === 0 || over > 0) return
    write('')
    typing(false)
    const result = await send(draft)
    setFull(result === 'full')
    if (result !== 'ok') write(draft)
  }
  const change = (text: string) => {
    write(text)
    setFull(false)
    typing(text.trim() !== '')
  }
  const press = (event: KeyboardEvent) => {
    // 229: Safari ends an input method's composition before this key arrives.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    void submit()
  }
  const trouble = full ? t('full') : over > 0 && t('tooLong', { count: over })

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p id="trouble" class="trouble" role="alert">
        {trouble && <Icon name="alert" />}
        {trouble}
      </p>
      <div class="box">
        <textarea
          ref={box}
          rows={1}
          dir="auto"
          value={draft}
          aria-label={t('writeLabel')}
          aria-invalid={Boolean(trouble)}
          aria-describedby="trouble room"
          placeholder={t('placeholder')}
          enterkeyhint="send"
          onInput={(event) => change(event.currentTarget.value)}
          onKeyDown={press}
          onBlur={() => typing(false)}
        />
        <button type="submit" class="send" aria-label={t('send')} aria-disabled={length === 0 || over > 0}>
          <Icon name="up" size={18} />
        </button>
      </div>
      <p id="room" class="room">
        {length > nearLimit && over <= 0 && t('left', { count: -over })}
      </p>
    </form>
  )
}
