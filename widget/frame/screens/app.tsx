import { useEffect, useState } from 'preact/hooks'
import type { TabNote } from '../device/keep'
import type { Session } from '../session'
import { previewOf } from '../state'
import { Announcer } from './announcer'
import { Chat } from './chat'
import { Peek } from './peek'

type Props = {
  session: Session
  /** The site's name. */
  name: string
  open: boolean
  /** Unsent words. */
  draft: TabNote
  /** The message whose preview was waved away. */
  dismissed: TabNote
  /** Asks the page to show or hide the panel. */
  show(open: boolean): void
  /** Tells the page how much room the preview takes. */
  peek(height: number): void
}

/** What the frame shows: the chat while it is open, the newest message beside the launcher while it is not. */
export function App({ session, name, open, draft, dismissed, show, peek }: Props) {
  const [state, setState] = useState(session.state)
  const [text, setText] = useState(draft.read)
  const [dismissedId, setDismissedId] = useState(dismissed.read)
  const preview = open ? null : previewOf(state.view, dismissedId)

  useEffect(() => {
    const read = () => setState(session.state())
    // Effects run late, in a hidden frame much later: what was answered since the first drawing must not be missed.
    read()
    return session.subscribe(read)
  }, [session])

  const write = (next: string) => {
    setText(next)
    // Before the first message nothing may be stored.
    if (session.state().kept) draft.write(next)
  }
  const dismiss = (id: string) => {
    setDismissedId(id)
    dismissed.write(id)
  }

  return (
    <>
      {preview ? (
        <Peek message={preview} open={() => show(true)} dismiss={() => dismiss(preview.id)} height={peek} />
      ) : (
        <Chat
          session={session}
          state={state}
          name={name}
          open={open}
          draft={text}
          write={write}
          close={() => show(false)}
        />
      )}
      <Announcer state={state} />
    </>
  )
}
