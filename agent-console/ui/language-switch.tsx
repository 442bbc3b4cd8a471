import styles from './language-switch.module.css'
import { languages } from './languages'

type Language = (typeof languages)[number]['value']

type LanguageSwitchProps = { label: string; chosen: Language; onChoose: (language: Language) => void }

/** The languages side by side, for pages before signing in. */
export const LanguageSwitch = ({ label, chosen, onChoose }: LanguageSwitchProps) => (
  <fieldset class={styles.switch}>
    <legend class="unseen">{label}</legend>
    {languages.map((language) => (
      <label key={language.value} class={styles.option} lang={language.value}>
        <input
          type="radio"
          name="language"
          class="unseen"
          checked={language.value === chosen}
          onChange={() => onChoose(language.value)}
        />
        {language.label}
      </label>
    ))}
  </fieldset>
)
