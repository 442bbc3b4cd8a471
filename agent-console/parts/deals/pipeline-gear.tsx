import { Settings } from 'lucide'
import { t } from '../../data/session'
import { managePath } from '../../routes'
import { Icon } from '../../ui/icon'
import { Tooltip } from '../../ui/tooltip'
import styles from './pipeline-gear.module.css'

/** From a board to what its pipeline is made of. */
export const PipelineGear = ({ pipelineId }: { pipelineId: string }) => (
  <Tooltip text={t.value('pipelines.gear')}>
    <a class={styles.gear} href={managePath('pipelines', pipelineId)} aria-label={t.value('pipelines.gear')}>
      <Icon icon={Settings} />
    </a>
  </Tooltip>
)
