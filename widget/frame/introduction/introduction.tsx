import { useEffect, useState } from 'preact/hooks'
import type { Session } from '../session'
import type { View } from '../state'

type Props = { session: Session; view: View }

/**
 * Asks who the visitor is, once they have written. Most never see it, so what it is made of is fetched only for those
 * who do.
 */
export function Introduction({ session, view }: Props) {
  const [Card, setCard] = useState<typeof import('./card').Card | null>(null)
  const wanted = view.last > 0 && !view.introduced
  useEffect(() => {
    if (wanted) import('./card').then(({ Card }) => setCard(() => Card)).catch(() => {})
  }, [wanted])
  return Card && wanted && <Card session={session} view={view} />
}
