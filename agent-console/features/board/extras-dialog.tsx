import { t } from '../../data/session'
import { Button } from '../../ui/button'
import { Dialog } from '../../ui/dialog'
import { Checkbox } from '../../ui/field'
import styles from './board.module.css'
import { cardExtras, extras, mostExtras } from './card-extras'

/** Chooses what cards say beside what all of them say; at once, on this device. */
export function ExtrasDialog({ onClose }: { onClose: () => void }) {
  const shown = cardExtras.value
  return (
    <Dialog
      open
      onClose={onClose}
      title={t.value('card.extras')}
      actions={
        <Button kind="primary" onClick={onClose}>
          {t.value('card.done')}
        </Button>
      }
    >
      <p>{t.value('card.extrasText', { count: mostExtras })}</p>
      <div class={styles.choices}>
        {extras.map((extra) => (
          <Checkbox
            key={extra}
            label={t.value(`card.extra.${extra}`)}
            checked={shown.includes(extra)}
            onChecked={(checked) => {
              const others = shown.filter((one) => one !== extra)
              // The one chosen longest ago makes room.
              cardExtras.value = checked ? [...others, extra].slice(-mostExtras) : others
            }}
          />
        ))}
      </div>
    </Dialog>
  )
}
