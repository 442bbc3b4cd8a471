import { KeyRound, Trash2 } from 'lucide'
import { useState } from 'preact/hooks'
import { useLocation } from 'preact-iso'
import type { Rule, RuleDraft } from '#shared/protocol/rules'
import { randomId } from '#shared/values/random'
import { ask } from '../../../data/client'
import { createRule, editRule, removeRule, restoreRule } from '../../../data/rules'
import { refusalText, t } from '../../../data/session'
import { toast } from '../../../data/toasts'
import { useAttempt } from '../../../parts/fields/use-attempt'
import { managePath } from '../../../routes'
import { Button } from '../../../ui/button'
import { Callout } from '../../../ui/callout'
import { Checkbox, SelectField, TextField } from '../../../ui/field'
import { Breadcrumb } from '../breadcrumb'
import { SecretDialog } from '../secret-dialog'
import { freshDraft } from './fresh-parts'
import { siteOptions } from './options'
import styles from './rules.module.css'
import { RunLog } from './run-log'
import { Sentence } from './sentence'
import { Trial } from './trial'

const everySite = ''

/** One rule, or a new one: its sentence, what it would have done, what it did. */
export function RulePage({ rule }: { rule: Rule | null }) {
  const [draft, setDraft] = useState<RuleDraft>(() => rule ?? freshDraft())
  const [secret, setSecret] = useState<string | null>(null)
  const [missing, setMissing] = useState('')
  const { busy, problem, run } = useAttempt()
  const { route } = useLocation()
  const say = t.value
  const name = rule?.name ?? say('rule.add')
  const save = () => {
    const isNamed = draft.name.trim() !== ''
    setMissing(isNamed ? '' : say('rule.nameNeeded'))
    if (!isNamed) return
    const { name: called, siteId, on, trigger, conditions, actions } = draft
    void run({ name: called, siteId, on, trigger, conditions, actions }, async ({ rid, ...is }) => {
      const saved = rule ? await editRule(rid, rule, is) : await createRule(rid, is)
      toast(say('rule.saved', { name: saved.rule.name }))
      if (saved.secret) setSecret(saved.secret)
      else if (!rule) route(managePath('rules', saved.rule.id))
    })
  }
  const remove = (gone: Rule) =>
    removeRule(gone).then(
      () => {
        route(managePath('rules'))
        toast(say('rule.removed', { name: gone.name }), { undo: () => void restoreRule(gone).catch(sayWhy) })
      },
      (error: unknown) => sayWhy(error),
    )
  const renew = (of: Rule) =>
    ask.rule.renew({ rid: randomId(), ruleId: of.id }).then((saved) => setSecret(saved.secret), sayWhy)
  return (
    <>
      <Breadcrumb
        label={say('rule.where')}
        crumbs={[
          { name: say('manage.title'), href: managePath() },
          { name: say('manage.rules'), href: managePath('rules') },
          { name },
        ]}
      />
      <form
        class={styles.editor}
        aria-label={name}
        onSubmit={(event) => {
          event.preventDefault()
          save()
        }}
      >
        {missing || problem ? (
          <Callout tone="danger" live>
            {missing || problem}
          </Callout>
        ) : null}
        <div class={styles.pair}>
          <TextField
            label={say('rule.name')}
            placeholder={say('rule.namePlaceholder')}
            value={draft.name}
            maxLength={120}
            onValue={(is) => setDraft({ ...draft, name: is })}
          />
          <SelectField
            label={say('rule.onSite')}
            value={draft.siteId ?? everySite}
            onValue={(siteId) => setDraft({ ...draft, siteId: siteId === everySite ? null : siteId })}
            options={[{ value: everySite, label: say('rule.everySite') }, ...siteOptions()]}
          />
        </div>
        <Sentence draft={draft} onDraft={setDraft} />
        <Checkbox label={say('rule.isOn')} checked={draft.on} onChecked={(on) => setDraft({ ...draft, on })} />
        <div class={styles.acts}>
          <Button kind="primary" type="submit" busy={busy}>
            {say('rule.save')}
          </Button>
          {rule?.hasSecret ? (
            <Button icon={KeyRound} onClick={() => void renew(rule)}>
              {say('rule.call.renew')}
            </Button>
          ) : null}
          {rule ? (
            <Button kind="ghost" icon={Trash2} onClick={() => void remove(rule)}>
              {say('rule.remove')}
            </Button>
          ) : null}
        </div>
      </form>
      <Trial draft={draft} />
      {rule ? <RunLog ruleId={rule.id} /> : null}
      {secret ? (
        <SecretDialog
          title={say('rule.secret')}
          secret={secret}
          warning={say('rule.secretOnce')}
          copy={say('rule.secretCopy')}
          kept={say('rule.secretKept')}
          onClose={() => {
            setSecret(null)
            if (!rule) route(managePath('rules'))
          }}
        />
      ) : null}
    </>
  )
}

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })
