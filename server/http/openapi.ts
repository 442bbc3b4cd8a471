import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '#shared/protocol/index'
import { refusals } from '#shared/protocol/refusals'

type Document = Awaited<ReturnType<OpenAPIGenerator['generate']>>

let built: Promise<Document> | undefined

/** The contract as an OpenAPI 3.1 document; built once, on the first question. */
export async function openApiDocument(publicUrl: string): Promise<Document> {
  built ??= build()
  return { ...(await built), servers: [{ url: `${publicUrl}/api/v1` }] }
}

async function build(): Promise<Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: {
      title: 'Parley',
      version: '1',
      description:
        'Every request the console and the widget make, over HTTP. A refusal is a JSON object with a code of the closed list and details.',
    },
  })
  for (const path of Object.values(document.paths ?? {}))
    for (const operation of Object.values(path ?? {})) if (isOperation(operation)) describe(operation)
  document.components = { ...document.components, schemas: { ...document.components?.schemas, Refusal: refusalSchema } }
  return document
}

type Operation = {
  parameters?: unknown[]
  requestBody?: { content?: Record<string, { schema?: { properties?: Record<string, unknown>; required?: string[] } }> }
  responses?: Record<string, unknown>
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' && value !== null && 'responses' in value

/** Over HTTP the attempt is named by a header, and every operation may refuse. */
function describe(operation: Operation): void {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  if (schema?.properties?.rid) {
    const { rid: _, ...properties } = schema.properties
    schema.properties = properties
    schema.required = schema.required?.filter((name) => name !== 'rid') ?? []
    operation.parameters = [...(operation.parameters ?? []), idempotencyKey]
  }
  operation.responses = { ...operation.responses, default: refusalResponse }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: true,
  description: '128 random bits, base64url. The same key with the same body is answered the same for 7 days.',
  schema: { type: 'string', pattern: '^[A-Za-z0-9_-]{22}$' },
}

const refusalSchema = {
  type: 'object' as const,
  required: ['code'],
  properties: {
    code: { type: 'string' as const, enum: Object.keys(refusals) },
    details: { type: 'object' as const },
  },
}

const refusalResponse = {
  description: 'Refused',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } } },
}
