import type { ComponentChildren } from 'preact'
import { t } from '../../data/session'
import { FormDialog } from '../../ui/form-dialog'
import styles from './import.module.css'
import type { Importing } from './use-import'

type ImportStepsProps<Look, Result> = {
  title: string
  /** What may be brought in, until a file is chosen. */
  text: string
  importing: Importing<Look, Result>
  /** Which columns are what. */
  columns: (look: Look) => ComponentChildren
  /** What is still missing before it can be tried; empty when nothing is. */
  missing: string
  /** What bringing in what was tried is called. */
  apply: (trial: Result) => string
  report: (result: Result, done: boolean) => ComponentChildren
  onClose: () => void
}

/** The dialog a file is brought in by, step by step. */
export function ImportSteps<Look, Result>(props: ImportStepsProps<Look, Result>) {
  const { title, text, importing, columns, missing, apply, report, onClose } = props
  const { look, trial, done, seen, busy, problem } = importing
  const say = t.value
  const submit = () => {
    if (done) return onClose()
    if (!look) return importing.say(say('import.fileNeeded'))
    if (missing) return importing.say(missing)
    void importing.run()
  }
  return (
    <FormDialog
      title={title}
      action={done ? say('ui.close') : trial ? apply(trial) : say('import.check')}
      busy={busy}
      problem={problem || undefined}
      onSubmit={submit}
      onClose={onClose}
    >
      {done ? (
        report(done, true)
      ) : (
        <>
          <label class={styles.file}>
            <span>{say('import.file')}</span>
            <input
              type="file"
              accept=".csv,text/csv"
              onChange={({ currentTarget }) => void importing.choose(currentTarget.files?.[0])}
            />
          </label>
          {look ? columns(look) : <p>{text}</p>}
          {busy ? <p role="status">{say('import.seen', { count: seen })}</p> : trial ? report(trial, false) : null}
        </>
      )}
    </FormDialog>
  )
}
