import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { Tasks } from '../features/tasks/tasks'
import styles from './deals-screen.module.css'

/** Tasks, and over them the deal one has opened. */
export const TasksScreen = () => (
  <div class={styles.screen}>
    <Tasks />
    <DealSheet />
  </div>
)
