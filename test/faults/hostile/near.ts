import fc from 'fast-check'
import { z } from 'zod'

type Shape = {
  type?: string
  const?: unknown
  enum?: unknown[]
  anyOf?: Shape[]
  oneOf?: Shape[]
  properties?: Record<string, Shape>
  required?: string[]
  additionalProperties?: Shape | boolean
  propertyNames?: Shape
  items?: Shape
  pattern?: string
  format?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
}

/** Values a schema accepts, or nearly: derived from the schema itself, so a new field is attacked without a word here. */
export const nearly = (schema: z.ZodType, ids: readonly string[]): fc.Arbitrary<unknown> =>
  like(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as Shape, ids)

function like(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  const either = shape.anyOf ?? shape.oneOf
  if (either) return fc.oneof(...either.map((one) => like(one, ids)))
  if (shape.const !== undefined) return fc.constant(shape.const)
  if (shape.enum) return fc.constantFrom(...shape.enum)
  switch (shape.type) {
    case 'object':
      return likeObject(shape, ids)
    case 'array':
      return fc.array(like(shape.items ?? {}, ids), { maxLength: 4 })
    case 'string':
      return likeText(shape, ids)
    case 'integer':
    case 'number':
      return fc.integer({ min: shape.minimum ?? -1_000, max: Math.min(shape.maximum ?? 1_000, 2 ** 31) })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.jsonValue({ maxDepth: 2 })
  }
}

function likeObject(shape: Shape, ids: readonly string[]): fc.Arbitrary<unknown> {
  if (shape.properties) {
    const fields = Object.entries(shape.properties).map(([name, field]) => [name, like(field, ids)] as const)
    return fc.record(Object.fromEntries(fields), { requiredKeys: shape.required ?? [] })
  }
  const values = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : {}
  return fc.dictionary(fc.string({ maxLength: 40 }), like(values, ids), { maxKeys: 6 })
}

function likeText(shape: Shape, ids: readonly string[]): fc.Arbitrary<string> {
  if (shape.format === 'uuid') return fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...ids) }, fc.uuid())
  if (shape.format === 'date-time') return fc.date({ noInvalidDate: true, ...years }).map((date) => date.toISOString())
  if (shape.format === 'date')
    return fc.date({ noInvalidDate: true, ...years }).map((date) => date.toISOString().slice(0, 10))
  if (shape.format === 'email') return fc.emailAddress()
  if (shape.format === 'uri') return fc.webUrl()
  // Patterns that look ahead cannot be written backwards: any words stand for what they let in.
  if (shape.pattern && !shape.pattern.includes('(?')) return fc.stringMatching(new RegExp(shape.pattern))
  return fc.string({
    unit: 'binary',
    minLength: shape.minLength ?? 0,
    maxLength: Math.min(shape.maxLength ?? 60, 60),
  })
}

const years = { min: new Date('1990-01-01T00:00:00Z'), max: new Date('2100-01-01T00:00:00Z') }
