import { RotateCcw } from 'lucide'
import { canMap, goNowhere, living, mapRecords, slotsOf } from '#shared/rules/field-mapping'
import { defaultMapping } from '#shared/rules/lead-mapping'
import { differing, mappingNow, setMapping } from '../../../data/mapping'
import { may, refusalText, t } from '../../../data/session'
import { state } from '../../../data/store'
import { toast } from '../../../data/toasts'
import { tracked } from '../../../parts/fields/autosave'
import { Button } from '../../../ui/button'
import { Callout } from '../../../ui/callout'
import { TopicHead } from '../layout'
import { MappingCell } from './mapping-cell'
import styles from './mapping-page.module.css'
import { ModuleCrumbs } from './module-page'
import { recordWords, slotWords } from './slot-words'
import { TryMapping } from './try-mapping'

const sayWhy = (error: unknown) => toast(refusalText(error), { tone: 'danger' })

/** Manage > Modules and fields > Leads > Field mapping: where the fields of a lead go when it is converted. */
export function MappingPage() {
  const say = t.value
  const fixed = !may('settings.manage')
  const fields = [...state.value.fields.values()]
  const mapping = living(mappingNow(), fields)
  const nowhere = goNowhere(mapping, fields)
  const isUsual = differing(mappingNow(), defaultMapping).length === 0
  const reset = () => {
    const before = mappingNow()
    tracked(setMapping(defaultMapping)).then(
      () => toast(say('mapping.wasReset'), { undo: () => void tracked(setMapping(before)).catch(sayWhy) }),
      sayWhy,
    )
  }
  return (
    <>
      <ModuleCrumbs module="leads" beyond={[{ name: say('mapping.title') }]} />
      <TopicHead
        title={say('mapping.title')}
        text={say('mapping.text')}
        action={
          fixed || isUsual ? null : (
            <Button icon={RotateCcw} onClick={reset}>
              {say('mapping.reset')}
            </Button>
          )
        }
      />
      {nowhere.length > 0 ? (
        <Callout tone="warning">
          {say('mapping.nowhere', {
            count: nowhere.length,
            names: nowhere.map((one) => slotWords('lead', one)).join(', '),
          })}
        </Callout>
      ) : null}
      <table class={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{say('mapping.leadField')}</th>
            {mapRecords.map((record) => (
              <th key={record} scope="col">
                {recordWords(record)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {slotsOf('lead', fields).map((from) => (
            <tr key={from.field} data-field={from.field}>
              <th scope="row">{slotWords('lead', from)}</th>
              {mapRecords.map((record) => (
                <td key={record} data-record={recordWords(record)}>
                  <MappingCell
                    from={from}
                    record={record}
                    to={slotsOf(record, fields).filter((one) => canMap(from, one))}
                    targets={mapping[from.field] ?? []}
                    fixed={fixed}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <TryMapping />
    </>
  )
}
