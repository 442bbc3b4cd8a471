import { CircleAlert, Pencil } from 'lucide'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Deal } from '#shared/protocol/deals'
import { may, refusalText, t } from '../../data/session'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { Icon } from '../../ui/icon'
import { ConflictChip } from './deal-field'
import styles from './description-field.module.css'
import { useDealField } from './use-deal-field'

/** The description, in as many lines as it needs: leaving it or Ctrl Enter saves, Escape takes back. */
export function DescriptionField({ deal, rows = 3 }: { deal: Deal; rows?: number }) {
  const { conflict, begin, save, settle, forget } = useDealField(deal, 'description')
  const [draft, setDraft] = useState<string | null>(null)
  const [error, setError] = useState('')
  const [saved, setSaved] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const area = useRef<HTMLTextAreaElement>(null)
  const back = useRef(false)
  const id = useId()
  const open = draft !== null
  useLayoutEffect(() => {
    if (open) area.current?.focus()
    else if (back.current) button.current?.focus()
    back.current = false
  }, [open])
  const finish = () => {
    setDraft(null)
    setError('')
    forget()
  }
  const keep = async () => {
    if (draft === null) return
    try {
      await save(draft.trim())
      finish()
      setSaved(true)
    } catch (reason) {
      setError(refusalText(reason))
    }
  }
  if (draft === null) {
    return (
      <button
        ref={button}
        type="button"
        class={styles.value}
        disabled={!may('deals.write')}
        onClick={() => {
          begin()
          setSaved(false)
          setDraft(deal.description)
        }}
      >
        <span class="unseen">{t.value('deal.description')}: </span>
        <span class={classes(styles.text, !deal.description && styles.blank)}>
          {deal.description || (may('deals.write') ? t.value('deal.addDescription') : '–')}
        </span>
        {saved ? <span class={styles.saved}>{t.value('ui.saved')}</span> : null}
        {may('deals.write') && !saved ? <Icon icon={Pencil} size={13} class={styles.pencil} /> : null}
      </button>
    )
  }
  return (
    <div class={styles.edit}>
      <textarea
        ref={area}
        rows={rows}
        maxLength={32_000}
        class={styles.area}
        aria-label={t.value('deal.description')}
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? id : undefined}
        value={draft}
        onInput={(event) => setDraft(event.currentTarget.value)}
        onBlur={() => void keep()}
        onKeyDown={(event) => {
          const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey)
          if (event.isComposing || (event.key !== 'Escape' && !sends)) return
          event.preventDefault()
          event.stopPropagation()
          back.current = true
          if (sends) void keep()
          else finish()
        }}
      />
      {error ? (
        <p id={id} class={styles.error} role="alert">
          <Icon icon={CircleAlert} size={14} />
          {error}
        </p>
      ) : null}
      {conflict ? (
        <ConflictChip
          theirs={conflict.theirs.slice(0, 200)}
          onSettle={async (whose) => {
            await settle(whose)
            finish()
          }}
        />
      ) : (
        <Button
          size="small"
          class={styles.save}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => void keep()}
        >
          {t.value('task.save')}
        </Button>
      )}
    </div>
  )
}
