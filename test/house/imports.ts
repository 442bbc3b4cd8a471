import { posix } from 'node:path'

/** One import of one file: where it stands, where it leads and whether anything of it is left at run time. */
export type Import = {
  /** The importing file, `server/domains/deals/move-deal.ts`. */
  from: string
  /** As written, `#shared/values/money`. */
  specifier: string
  /** A path inside the repository without its ending, or a package's name, or `node:fs`. */
  to: string
  kind: 'file' | 'package' | 'node'
  typeOnly: boolean
}

/**
 * Reads the imports of a TypeScript file. Statements stand at the head of a line, which the formatter guarantees;
 * what looks like one inside a comment's line is passed over. `import { type A }` counts as run time, because under
 * `verbatimModuleSyntax` the statement stays.
 */
export function importsOf(from: string, source: string): Import[] {
  const found: Import[] = []
  const add = (specifier: string, typeOnly: boolean) =>
    found.push({ from, specifier, typeOnly, ...target(from, specifier) })
  for (const match of source.matchAll(statement)) add(match[3] ?? '', match[2] !== undefined)
  for (const match of source.matchAll(call)) {
    const specifier = match[2] ?? ''
    if (match[1] === 'new URL(' && !specifier.startsWith('.')) continue
    if (!isComment(source, match.index)) add(specifier, false)
  }
  return found
}

// import 'x' · import type { A } from 'x' · import a, { b } from 'x' · export * as c from 'x' · export { d } from 'x'
const statement =
  /^(import|export)\s+(?:(type)\s+(?=[{*\w]))?(?:[\w$*{},\s]+?\sfrom\s+|(?<=import\s+))['"]([^'"\n]+)['"]/gm

// await import('x') · import.meta.glob('x') · new URL('./worker.ts', import.meta.url): all three bring a file in.
const call = /(\bimport\(|\bimport\.meta\.glob(?:<[^>]*>)?\(|\bnew URL\()\s*\[?\s*['"`]([^'"`\n]+)['"`]/g

function isComment(source: string, at: number): boolean {
  const line = source.slice(source.lastIndexOf('\n', at) + 1, at).trimStart()
  return line.startsWith('//') || line.startsWith('*') || line.startsWith('/*')
}

function target(from: string, specifier: string): Pick<Import, 'to' | 'kind'> {
  if (specifier.startsWith('#')) return { kind: 'file', to: bare(specifier.slice(1)) }
  if (specifier.startsWith('.')) return { kind: 'file', to: bare(posix.join(posix.dirname(from), specifier)) }
  if (specifier.startsWith('/')) return { kind: 'file', to: bare(specifier.slice(1)) }
  if (specifier.startsWith('node:')) return { kind: 'node', to: specifier }
  const parts = specifier.split('/')
  return { kind: 'package', to: parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/') }
}

const bare = (path: string) => path.replace(/\?.*$/, '').replace(/\.(ts|tsx|mts|mjs)$/, '')
