import { openApiDocument } from './openapi'

type Schema = { properties?: Record<string, unknown>; required?: string[]; enum?: unknown[]; type?: string | string[] }
type Operation = {
  summary?: string
  tags?: string[]
  parameters?: { name: string; in: string; required?: boolean }[]
  requestBody?: { content?: Record<string, { schema?: Schema }> }
}

const words = {
  en: {
    title: 'The REST interface',
    intro:
      'Every request below is the very one the console makes over its socket. Sign in with POST /session and keep the cookie; send X-Requested-With: parley with everything that changes something, and name the attempt with Idempotency-Key. Refusals are JSON: a code and details.',
    document: 'OpenAPI 3.1 document',
  },
  tr: {
    title: 'REST arayüzü',
    intro:
      'Aşağıdaki her istek, konsolun kendi bağlantısından yaptığı isteğin aynısıdır. POST /session ile giriş yapıp çerezi saklayın; bir şey değiştiren her istekte X-Requested-With: parley gönderin ve denemeyi Idempotency-Key ile adlandırın. Ret yanıtları JSON’dur: bir kod ve ayrıntılar.',
    document: 'OpenAPI 3.1 belgesi',
  },
}

/** The reference of the REST interface as a page of our own: no script, nothing from elsewhere. */
export async function referencePage(publicUrl: string, lang: unknown): Promise<string> {
  const locale = lang === 'tr' ? 'tr' : 'en'
  const text = words[locale]
  const { paths = {} } = await openApiDocument(publicUrl)
  const groups = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(paths))
    for (const [method, operation] of Object.entries((methods ?? {}) as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? ''
      groups.set(tag, [...(groups.get(tag) ?? []), entry(publicUrl, method.toUpperCase(), path, operation)])
    }
  const sections = [...groups].map(
    ([tag, entries]) => `<section><h2>${escapeHtml(tag)}</h2>${entries.join('')}</section>`,
  )
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Parley · ${text.title}</title><link rel="stylesheet" href="/reference.css"></head><body><main><h1>${text.title}</h1><p>${escapeHtml(text.intro)}</p><p><a href="/api/v1/openapi.json">${text.document}</a></p>${sections.join('')}</main></body></html>`
}

function entry(publicUrl: string, method: string, path: string, operation: Operation): string {
  const schema = operation.requestBody?.content?.['application/json']?.schema
  const inBody = Object.keys(schema?.properties ?? {}).map((name) =>
    field(name, schema?.required?.includes(name) ?? false),
  )
  const outside = (operation.parameters ?? []).map((one) => field(`${one.name} (${one.in})`, one.required ?? false))
  const fields = [...outside, ...inBody]
  const list = fields.length > 0 ? `<ul>${fields.join('')}</ul>` : ''
  return `<article><h3><b class="${method}">${method}</b> <code>${escapeHtml(path)}</code></h3><p>${escapeHtml(operation.summary ?? '')}</p>${list}<pre>${escapeHtml(curl(publicUrl, method, path, schema))}</pre></article>`
}

const field = (name: string, required: boolean) => `<li><code>${escapeHtml(name)}</code>${required ? ' *' : ''}</li>`

function curl(publicUrl: string, method: string, path: string, schema: Schema | undefined): string {
  const address = `'${publicUrl}/api/v1${path}'`
  if (method === 'GET') return `curl -b cookies.txt ${address}`
  const body = Object.fromEntries((schema?.required ?? []).map((name) => [name, '…']))
  return [
    `curl -X ${method} -b cookies.txt ${address}`,
    `  -H 'Content-Type: application/json' -H 'X-Requested-With: parley'`,
    `  -H "Idempotency-Key: $(openssl rand -base64 16 | tr '+/' '-_' | tr -d =)"`,
    `  -d '${JSON.stringify(body)}'`,
  ].join(' \\\n')
}

const escapeHtml = (value: string) => value.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
