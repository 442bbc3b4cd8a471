import { useEffect, useState } from 'preact/hooks'
import type { Agent } from '#shared/protocol/agents'
import type { OutputOf } from '#shared/protocol/index'
import { roles, seesEverySite } from '#shared/rules/permissions'
import { randomId } from '#shared/values/random'
import { ask } from '../../data/client'
import { me, refusalText, t } from '../../data/session'
import { state } from '../../data/store'
import { toast } from '../../data/toasts'
import { NewPassword } from '../../parts/fields/new-password'
import { useAttempt } from '../../parts/fields/use-attempt'
import { Button } from '../../ui/button'
import { Callout } from '../../ui/callout'
import { Dialog } from '../../ui/dialog'
import { Checkbox, SelectField, TextField } from '../../ui/field'
import { FormDialog } from '../../ui/form-dialog'
import choice from './choice.module.css'
import styles from './manage.module.css'

type EditAgentDialogProps = { agent: Agent; onClose: () => void }
type Detail = OutputOf<'agent:read'>

const given = roles.filter((role) => role !== 'owner')

/** What an agent is called, may do and sees; and, where it must be, that they come in no more. */
export function EditAgentDialog({ agent, onClose }: EditAgentDialogProps) {
  const [detail, setDetail] = useState<Detail | null>(null)
  const [problem, setProblem] = useState('')
  useEffect(() => {
    ask.agent.read({ agentId: agent.id }).then(setDetail, (error: unknown) => setProblem(refusalText(error)))
  }, [agent.id])
  const say = t.value
  if (detail) return <EditForm detail={detail} onClose={onClose} />
  return problem ? (
    <Dialog open onClose={onClose} title={say('manage.team.editNamed', { name: agent.name })}>
      <Callout tone="danger" live>
        {problem}
      </Callout>
    </Dialog>
  ) : null
}

function EditForm({ detail: { agent, siteIds: theirs, twoStep }, onClose }: { detail: Detail; onClose: () => void }) {
  const [name, setName] = useState(agent.name)
  const [role, setRole] = useState(agent.role)
  const [siteIds, setSiteIds] = useState(theirs)
  const [disabled, setDisabled] = useState(agent.disabled)
  const [password, setPassword] = useState('')
  const { busy, problem, refused, run } = useAttempt()
  const say = t.value
  const sites = [...state.value.sites.values()]
  // Nobody decides about themselves, and the owner stays the owner.
  const decides = agent.role !== 'owner' && agent.id !== me.value?.agent.id
  const isEverywhere = seesEverySite(role)
  const save = () =>
    run({ name: name.trim(), role, siteIds, disabled, password }, async ({ rid }) => {
      await ask.agent.edit({
        rid,
        agentId: agent.id,
        name: name.trim(),
        ...(role === agent.role || role === 'owner' ? {} : { role }),
        ...(disabled === agent.disabled ? {} : { disabled }),
        // Who saw every site was a member of none: what is ticked must be said when that ends.
        ...(isEverywhere || (!seesEverySite(agent.role) && sameIds(siteIds, theirs)) ? {} : { siteIds }),
      })
      if (password) await ask.agent.resetPassword({ rid: randomId(), agentId: agent.id, password })
      toast(say('manage.team.saved', { name: name.trim() }))
      onClose()
    })
  const takeOff = () =>
    run({ agentId: agent.id }, async (input) => {
      await ask.authenticator.reset(input)
      toast(say('manage.team.twoStepOff', { name: agent.name }))
      onClose()
    })
  const ofPassword = refused === 'password-common'
  return (
    <FormDialog
      title={say('manage.team.editNamed', { name: agent.name })}
      action={say('ui.save')}
      busy={busy}
      problem={ofPassword ? undefined : problem}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextField label={say('manage.team.name')} value={name} onValue={setName} maxLength={80} required />
      {decides ? (
        <SelectField
          label={say('manage.team.role')}
          help={say(`role.text.${role}`)}
          options={given.map((value) => ({ value, label: say(`role.${value}`) }))}
          value={role}
          onValue={(value) => setRole(given.find((it) => it === value) ?? role)}
        />
      ) : null}
      <fieldset>
        <legend class={choice.legend}>{say('manage.team.sites')}</legend>
        {isEverywhere ? (
          <p class={styles.detail}>{say('manage.team.everySite')}</p>
        ) : (
          sites.map((site) => (
            <Checkbox
              key={site.id}
              label={site.name}
              checked={siteIds.includes(site.id)}
              onChecked={(on) => setSiteIds(on ? [...siteIds, site.id] : siteIds.filter((id) => id !== site.id))}
            />
          ))
        )}
      </fieldset>
      {decides ? (
        <>
          <NewPassword
            label={say('manage.team.newPassword')}
            hint={say('manage.team.newPasswordHelp')}
            error={ofPassword ? problem : undefined}
            value={password}
            onValue={setPassword}
            about={[agent.name, agent.email]}
          />
          <fieldset>
            <legend class={choice.legend}>{say('manage.team.access')}</legend>
            <Checkbox label={say('manage.team.disable')} checked={disabled} onChecked={setDisabled} />
            <p class={styles.text}>{say('manage.team.disableText')}</p>
          </fieldset>
        </>
      ) : null}
      {twoStep && decides ? (
        <div class={styles.line}>
          <span class={styles.who}>{say('manage.team.twoStep')}</span>
          <Button onClick={() => void takeOff()}>{say('manage.team.takeTwoStep')}</Button>
        </div>
      ) : null}
    </FormDialog>
  )
}

const sameIds = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((id) => b.includes(id))
