import { locale, me, setLocale, t } from '../../data/session'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { Checkbox } from '../../ui/field'
import { singleKeys } from '../../ui/hotkeys'
import { languages } from '../../ui/languages'
import { theme, themes } from '../../ui/theme'
import { Choice } from './choice'
import choice from './choice.module.css'
import { TopicHead } from './layout'
import styles from './manage.module.css'
import { Sessions } from './sessions'

/** Oneself: language, look, keyboard, signed-in browsers. */
export function Account() {
  const agent = me.value?.agent
  const say = t.value
  if (!agent) return null
  return (
    <>
      <TopicHead title={say('manage.account')} text={say('manage.account.text')} />
      <div class={styles.card}>
        <div class={styles.line}>
          <Avatar id={agent.id} name={agent.name} size={44} />
          <span class={styles.who}>
            <span class={styles.name}>{agent.name}</span>
            <span class={styles.detail}>{agent.email}</span>
          </span>
          <Badge tone="accent">{say(`role.${agent.role}`)}</Badge>
        </div>
      </div>
      <section class={styles.card}>
        <Choice
          legend={say('manage.account.language')}
          options={languages}
          chosen={locale.value}
          onChoose={(value) => setLocale(value)}
        />
        <Choice
          legend={say('manage.account.theme')}
          help={say('manage.account.themeHelp')}
          options={themes.map((value) => ({ value, label: say(`shell.theme.${value}`) }))}
          chosen={theme.value}
          onChoose={(value) => {
            theme.value = value
          }}
        />
        <fieldset>
          <legend class={choice.legend}>{say('manage.account.keys')}</legend>
          <Checkbox
            label={say('ui.singleKeys')}
            checked={singleKeys.value === 'on'}
            onChecked={(on) => {
              singleKeys.value = on ? 'on' : 'off'
            }}
          />
        </fieldset>
      </section>
      <Sessions />
    </>
  )
}
