import type { View } from '../state'
import { Icon } from '../ui/icons'
import { t } from '../ui/words'

type Props = { name: string; view: View; close(): void }

/** Who the visitor talks to and whether somebody is there. */
export function Header({ name, view, close }: Props) {
  const { agentsOnline, agentName } = view
  return (
    <header>
      <div class="who">
        <span class="face" aria-hidden="true">
          {initialOf(agentName ?? name)}
          {agentsOnline && <i />}
        </span>
        <h1>{name}</h1>
        <button type="button" class="close" aria-label={t('close')} onClick={close}>
          <Icon name="close" size={20} />
        </button>
      </div>
      <p class="greeting">{t('greeting')}</p>
      <p class="presence">
        {agentsOnline === false ? t('away') : `${t('invitation')} ${agentsOnline ? t('online') : ''}`}
      </p>
    </header>
  )
}

// By grapheme where the browser can, so that an emoji or a letter with its accent is not cut in two.
const initialOf = (name: string) => ([...name.trim()][0] ?? '').toLocaleUpperCase()
