/** What two records share, from the surest to the vaguest. A company alone makes nobody a match. */
export type SharedField = 'email' | 'phone' | 'name' | 'domain' | 'similar' | 'company'

/** What is shared, and the value. */
export type Reason = { field: SharedField; value: string }

export type Strength = 'strong' | 'middle' | 'hint'

const weights: Record<SharedField, number> = { email: 70, phone: 60, name: 45, domain: 40, similar: 20, company: 15 }

/** How likely two records are the same, from 1 to 100, and in a word. */
export function likenessOf(reasons: readonly Reason[]): { score: number; strength: Strength } {
  const fields = new Set(reasons.map(({ field }) => field))
  const score = [...fields].reduce((sum, field) => sum + weights[field], 0)
  const has = (...some: SharedField[]) => some.some((field) => fields.has(field))
  const strength = has('email', 'phone') ? 'strong' : has('name', 'domain') ? 'middle' : 'hint'
  return { score: Math.min(100, score), strength }
}
