import { Check, EyeOff, RotateCcw } from 'lucide'
import { useState } from 'preact/hooks'
import type { Conversation } from '#shared/protocol/conversations'
import { RefusedError } from '../../data/client'
import { accept, close, reopen } from '../../data/conversations'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button, IconButton } from '../../ui/button'
import { useHotkeys } from '../../ui/hotkeys'
import { Tooltip } from '../../ui/tooltip'
import styles from './thread-header.module.css'

type StatusActionsProps = { conversation: Conversation; onIgnore?: (() => void) | undefined }

/** Accept or ignore what waits, close what is done, reopen what was closed. */
export function StatusActions({ conversation, onIgnore }: StatusActionsProps) {
  const { id, status, assigneeId } = conversation
  const [busy, setBusy] = useState(false)
  const isOpen = status === 'open'
  const isFree = isOpen && assigneeId === null
  const allowed = may('conversations.reply')
  const run = async (act: () => Promise<void>) => {
    if (busy) return
    setBusy(true)
    try {
      await act()
    } catch (error) {
      toast(sentence(error), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  const onClose = () =>
    run(async () => {
      await close(id)
      toast(t.value('thread.closed'), { undo: () => void run(() => reopen(id)) })
    })
  useHotkeys(
    allowed && isOpen
      ? [{ keys: 'e', label: t.value('thread.close'), group: t.value('inbox.keys'), run: () => void onClose() }]
      : [],
  )
  if (!allowed) return null
  if (isFree)
    return (
      <>
        {onIgnore ? (
          <IconButton icon={EyeOff} label={t.value('thread.ignore')} class={styles.spare} onClick={onIgnore} />
        ) : null}
        <Button kind="primary" icon={Check} busy={busy} onClick={() => void run(() => accept(id))}>
          {t.value('thread.accept')}
        </Button>
      </>
    )
  const [label, icon, act, hint] = isOpen
    ? (['thread.close', Check, onClose, 'E'] as const)
    : (['thread.reopen', RotateCcw, () => run(() => reopen(id)), undefined] as const)
  return (
    <Tooltip text={t.value(label)} hint={hint}>
      <Button icon={icon} busy={busy} class={styles.act} onClick={() => void act()}>
        <span class={styles.word}>
          {t.value(label)}
          {hint ? (
            <span class={styles.hint} aria-hidden="true">
              {hint}
            </span>
          ) : null}
        </span>
      </Button>
    </Tooltip>
  )
}

/** Who was faster is worth more than that somebody was. */
function sentence(error: unknown): string {
  if (!(error instanceof RefusedError) || error.code !== 'already-accepted') return refusalText(error)
  const agent = state.value.agents.get(error.details.byAgentId ?? '')
  return agent ? t.value('thread.faster', { name: agent.name }) : t.value('thread.fasterSomebody')
}
