import { useState } from 'preact/hooks'
import { locale, me, setLocale, t } from '../../data/session'
import { Avatar } from '../../ui/avatar'
import { Badge } from '../../ui/badge'
import { Button } from '../../ui/button'
import { Checkbox } from '../../ui/field'
import { singleKeys } from '../../ui/hotkeys'
import { languages } from '../../ui/languages'
import { theme, themes } from '../../ui/theme'
import { Choice } from './choice'
import choice from './choice.module.css'
import { TopicHead } from './layout'
import styles from './manage.module.css'
import { PasswordDialog } from './password-dialog'
import { Sessions } from './sessions'
import { TwoStep } from './two-step'

/** Oneself: language, look, keyboard, password, second step, signed-in browsers. */
export function Account() {
  const [changing, setChanging] = useState(false)
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
          <Button onClick={() => setChanging(true)}>{say('password.change')}</Button>
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
      <TwoStep />
      <Sessions />
      {changing ? <PasswordDialog onClose={() => setChanging(false)} /> : null}
    </>
  )
}
