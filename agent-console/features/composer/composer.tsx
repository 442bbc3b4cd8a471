import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { reopen, writeNote } from '../../data/conversations'
import { type DraftMode, draftOf, saveDraft, wantWords } from '../../data/drafts'
import { colleaguesTyping } from '../../data/live'
import { send } from '../../data/outbox'
import { may, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { Button } from '../../ui/button'
import { classes } from '../../ui/classes'
import { useHotkeys } from '../../ui/hotkeys'
import { Tabs, useTabs } from '../../ui/tabs'
import styles from './composer.module.css'
import { Length, tooLongBy } from './length'
import { useTyping } from './use-typing'
import { Writing } from './writing'

type ComposerProps = { conversationId: string; name: string }

/** Where words are written: a reply for the visitor, or a note for the team. Give it the conversation's id as `key`. */
export function Composer({ conversationId, name }: ComposerProps) {
  const modes = modesOf()
  const [mode, setMode] = useState<DraftMode>(modes[0] ?? 'reply')
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const area = useRef<HTMLTextAreaElement>(null)
  const goesTo = useRef<DraftMode | null>(null)
  const { name: tabs, panel } = useTabs()
  const tell = useTyping(conversationId)
  const isClosed = state.value.conversations.get(conversationId)?.status === 'closed'
  const text = draftOf(conversationId, mode)
  const over = tooLongBy(text)
  const isNote = mode === 'note'
  const locked = !isNote && isClosed
  const colleague = colleaguesTyping.value.get(conversationId)

  const choose = (next: DraftMode, focus = false) => {
    setProblem('')
    setMode(next)
    tell(false)
    if (focus) goesTo.current = next
    if (focus && next === mode) area.current?.focus()
  }
  // Keys bring the writer to the field of the mode they chose, as soon as it is there.
  useLayoutEffect(() => {
    if (goesTo.current === mode) area.current?.focus()
    goesTo.current = null
  }, [mode])
  const isWanted = wantWords.value === conversationId
  useEffect(() => {
    if (!isWanted || !modes.includes('reply')) return
    wantWords.value = null
    choose('reply', true)
  }, [isWanted])
  const group = t.value('inbox.keys')
  useHotkeys(
    modes.map((one) => ({
      keys: one === 'reply' ? 'r' : 'n',
      label: t.value(`composer.keys.${one}`),
      group,
      run: () => choose(one, true),
    })),
  )
  // Tooltips and errors of a field that is gone say nothing about the next one.
  useEffect(() => setProblem(''), [isClosed])

  const onInput = (words: string) => {
    saveDraft(conversationId, mode, words)
    setProblem('')
    if (!isNote) tell(words.trim() !== '')
  }
  const submit = async () => {
    const words = text.trim()
    if (busy || locked || words === '') return
    if (over > 0) return setProblem(t.value('composer.over', { count: over }))
    if (!isNote) {
      tell(false)
      saveDraft(conversationId, 'reply', '')
      await send(conversationId, words)
      return
    }
    setBusy(true)
    try {
      await writeNote(conversationId, words)
      saveDraft(conversationId, 'note', '')
    } catch (error) {
      setProblem(refusalText(error))
    } finally {
      setBusy(false)
    }
  }

  if (modes.length === 0) return <p class={styles.mayNot}>{t.value('composer.mayNot')}</p>
  return (
    <section class={styles.place} aria-label={t.value('composer.label')}>
      {colleague ? (
        <p class={styles.colleague} role="status">
          {t.value('thread.colleague', { name: colleague })}
        </p>
      ) : null}
      <div class={classes(styles.composer, isNote && styles.isNote)}>
        <Tabs
          name={tabs}
          label={t.value('composer.modes')}
          tabs={modes.map((id) => ({ id, label: t.value(`composer.${id}`) }))}
          chosen={mode}
          onChoose={(next) => choose(next)}
          class={styles.modes}
        />
        <div {...panel(mode)} class={styles.panel}>
          {locked ? (
            <p class={styles.locked}>{t.value('composer.isClosed')}</p>
          ) : (
            <Writing
              area={area}
              label={t.value(isNote ? 'composer.notePlace' : 'composer.replyTo', { name })}
              text={text}
              readOnly={busy}
              describedBy={`${tabs}-length`}
              invalid={over > 0 || problem !== ''}
              onInput={onInput}
              onSubmit={() => void submit()}
              onBlur={() => tell(false)}
            />
          )}
          <div class={styles.foot}>
            {locked ? <span /> : <Length id={`${tabs}-length`} text={text} problem={problem} />}
            {locked ? (
              <ReopenButton conversationId={conversationId} />
            ) : (
              <Button
                kind="primary"
                hint="↵"
                busy={busy}
                disabled={text.trim() === ''}
                class={styles.send}
                onClick={() => void submit()}
              >
                {t.value(isNote ? 'composer.addNote' : 'composer.send')}
              </Button>
            )}
          </div>
        </div>
      </div>
    </section>
  )
}

/** What my role may write. */
const modesOf = (): DraftMode[] => [
  ...(may('conversations.reply') ? (['reply'] as const) : []),
  ...(may('notes.write') ? (['note'] as const) : []),
]

const ReopenButton = ({ conversationId }: { conversationId: string }) => (
  <Button
    onClick={() => reopen(conversationId).catch((error: unknown) => toast(refusalText(error), { tone: 'danger' }))}
  >
    {t.value('thread.reopen')}
  </Button>
)
