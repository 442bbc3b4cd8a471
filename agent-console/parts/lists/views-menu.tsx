import { Bookmark } from 'lucide'
import { useState } from 'preact/hooks'
import type { View, ViewOf } from '#shared/protocol/views'
import { locale, me, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { createView, editView, readViews, removeView } from '../../data/views'
import { IconButton } from '../../ui/button'
import { Checkbox, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import { Menu, type MenuEntry } from '../../ui/menu'
import { useReading } from '../deal-lists/use-reading'
import { everything, isSame, type Shown } from './shown'
import { useCounts } from './use-counts'

type ViewsMenuProps = {
  of: ViewOf
  /** What is on screen, in the words its list is asked with. */
  shown: Shown
  onChoose: (view: Shown) => void
  /** How many fit such words. */
  count: (filter: View['filter']) => Promise<number>
}

/** Kept ways of looking at a list: mine, then those the team shares, with how many fit; what is on screen is kept here. */
export function ViewsMenu({ of, shown, onChoose, count }: ViewsMenuProps) {
  const [naming, setNaming] = useState<'new' | View | null>(null)
  const { counts, countAll } = useCounts(count)
  useReading('views', readViews)
  const say = t.value
  const views = [...state.value.views.values()]
    .filter((view) => view.of === of)
    .sort((a, b) => a.name.localeCompare(b.name))
  const isShown = (view: View) => isSame(view, shown)
  const own = views.filter(({ agentId }) => agentId === me.value?.agent.id)
  const theirs = views.filter((view) => !own.includes(view))
  const current = own.find(isShown)
  const entry = (view: View): MenuEntry => {
    const many = counts.get(view.id)
    const hints = [
      many === undefined ? '' : new Intl.NumberFormat(locale.value).format(many),
      view.shared && own.includes(view) ? say('views.shared') : '',
    ]
    return {
      label: view.name,
      hint: hints.filter(Boolean).join(' · '),
      checked: isShown(view),
      onChoose: () => onChoose(view),
    }
  }
  const whole = isSame(shown, everything)
  const entries: MenuEntry[] = [
    { label: say(`views.all.${of}`), checked: whole, onChoose: () => onChoose(everything) },
    ...(own.length > 0 ? ['line' as const, { heading: say('views.mine') }, ...own.map(entry)] : []),
    ...(theirs.length > 0 ? ['line' as const, { heading: say('views.team') }, ...theirs.map(entry)] : []),
    'line',
    ...(current
      ? [
          { label: say('views.edit', { name: current.name }), onChoose: () => setNaming(current) },
          { label: say('views.remove', { name: current.name }), danger: true, onChoose: () => remove(current) },
        ]
      : [{ label: say('views.keep'), disabled: whole, onChoose: () => setNaming('new') }]),
  ]
  return (
    <>
      <Menu
        label={say('views.views')}
        placement="bottom-end"
        entries={entries}
        onOpen={() => countAll([...own, ...theirs])}
        trigger={<IconButton kind="secondary" icon={Bookmark} label={say('views.views')} />}
      />
      {naming ? (
        <NameView of={of} shown={shown} view={naming === 'new' ? null : naming} onClose={() => setNaming(null)} />
      ) : null}
    </>
  )
}

type NameViewProps = { of: ViewOf; shown: Shown; view: View | null; onClose: () => void }

function NameView({ of, shown, view, onClose }: NameViewProps) {
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const [problem, setProblem] = useState('')
  const [busy, setBusy] = useState(false)
  const say = t.value
  const submit = async () => {
    if (name.trim() === '') return setProblem(say('views.nameNeeded'))
    setBusy(true)
    try {
      const content = { name: name.trim(), shared }
      if (view) await editView(view, content)
      else await createView({ ...content, of, ...shown })
      onClose()
    } catch (error) {
      setProblem(refusalText(error))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      // The dots of a menu promise a dialog; this is it.
      title={(view ? say('views.edit', { name: view.name }) : say('views.keep')).replace(/…$/, '')}
      action={say('views.save')}
      busy={busy}
      problem={problem || undefined}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <TextField label={say('views.name')} value={name} onValue={setName} maxLength={60} autocomplete="off" />
      <Checkbox label={say('views.share')} checked={shared} onChecked={setShared} />
    </FormDialog>
  )
}

function remove(view: View): void {
  const { of, name, shared, filter, sort } = view
  const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })
  removeView(view).then(
    () =>
      toast(t.value('views.removed', { name }), {
        undo: () => void createView({ of, name, shared, filter, sort }).catch(sayWhy),
      }),
    sayWhy,
  )
}
