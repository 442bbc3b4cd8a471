import { Lock } from 'lucide'
import type { Pipeline } from '#shared/protocol/pipelines'
import { t } from '../../data/session'
import { Icon } from '../../ui/icon'
import styles from './pipeline-lock.module.css'

/** Beside the name of a pipeline that is open to named agents only; nothing beside all others. */
export const PipelineLock = ({ pipeline }: { pipeline: Pick<Pipeline, 'memberIds'> | null }) =>
  pipeline && pipeline.memberIds.length > 0 ? (
    <Icon class={styles.lock} icon={Lock} size={14} label={t.value('pipelines.closed')} />
  ) : null
