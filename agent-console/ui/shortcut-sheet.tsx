import { Dialog } from './dialog'
import { Checkbox } from './field'
import { type Hotkey, hotkeys, showKeys, singleKeys } from './hotkeys'
import styles from './shortcut-sheet.module.css'
import { speech } from './speech'

type ShortcutSheetProps = { open: boolean; onClose: () => void }

/** All keys that do something on this screen. */
export function ShortcutSheet({ open, onClose }: ShortcutSheetProps) {
  const { say } = speech.value
  return (
    <Dialog open={open} onClose={onClose} title={say('ui.shortcuts')} size="wide">
      <div class={styles.groups} data-focus tabIndex={-1}>
        {groups(hotkeys.value).map(([name, list]) => (
          <section key={name} class={styles.group}>
            {name ? <h3 class={styles.heading}>{name}</h3> : null}
            <dl>
              {list.map((it) => (
                <div key={it.keys} class={styles.line}>
                  <dt>{it.label}</dt>
                  <dd class={styles.keys}>
                    {showKeys(it.keys).map((key) => (
                      <kbd key={key} class={styles.key}>
                        {key}
                      </kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div class={styles.single}>
        <Checkbox
          label={say('ui.singleKeys')}
          checked={singleKeys.value === 'on'}
          onChecked={(on) => {
            singleKeys.value = on ? 'on' : 'off'
          }}
        />
      </div>
    </Dialog>
  )
}

/** Headings in the order in which their keys were registered; the newest of the same keys is the one that acts. */
function groups(all: readonly Hotkey[]): [string, Hotkey[]][] {
  const byKeys = new Map(all.filter((it) => it.label).map((it) => [it.keys, it]))
  const found = new Map<string, Hotkey[]>()
  for (const it of byKeys.values()) {
    const name = it.group ?? ''
    found.set(name, [...(found.get(name) ?? []), it])
  }
  return [...found]
}
