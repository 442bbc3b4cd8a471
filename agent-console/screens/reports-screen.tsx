import { DealSheet } from '../features/deal-sheet/deal-sheet'
import { Reports } from '../features/reports/reports'

/** What the numbers say. */
export const ReportsScreen = () => (
  <>
    <Reports />
    <DealSheet />
  </>
)
