import { parseSync, Visitor } from 'vite'

/** A regular expression of the product and where it stands. */
export type Expression = { at: string; source: string; flags: string }

/** What a source builds out of pieces that are not all in that file; nobody can check that from outside. */
export class Unknowable extends Error {}

/** Every regular expression a source has: literals, and those made by `RegExp` from constants of the same file. */
export function expressionsIn(path: string, source: string): Expression[] {
  const found: Expression[] = []
  const constants = new Map<string, Node>()
  const made: { at: string; parts: readonly Node[] }[] = []
  const at = (start: number) => `${path}:${source.slice(0, start).split('\n').length}`
  const maybeMade = ({ callee, arguments: parts, start }: Call) => {
    if ('name' in callee && callee.name === 'RegExp') made.push({ at: at(start), parts })
  }
  new Visitor({
    VariableDeclarator({ id, init }) {
      if (id.type === 'Identifier' && init) constants.set(id.name, init)
    },
    Literal(node) {
      if ('regex' in node) found.push({ at: at(node.start), source: node.regex.pattern, flags: node.regex.flags })
    },
    NewExpression: maybeMade,
    CallExpression: maybeMade,
  }).visit(parseSync(path, source).program)
  for (const { at, parts } of made) {
    const [pattern, flags] = parts
    found.push({ at, source: textOf(pattern, constants, at), flags: flags ? textOf(flags, constants, at) : '' })
  }
  return found
}

type Node = { type: string }
type Call = { callee: Node; arguments: readonly Node[]; start: number }
type Known = Node & {
  name?: string
  value?: unknown
  quasis?: readonly { value: { cooked: string | null } }[]
  expressions?: readonly Node[]
}

function textOf(node: Known | undefined, constants: ReadonlyMap<string, Node>, at: string): string {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value
  if (node?.type === 'Identifier' && constants.has(node.name ?? ''))
    return textOf(constants.get(node.name ?? ''), constants, at)
  if (node?.type !== 'TemplateLiteral') throw new Unknowable(`${at} is built from what is not known`)
  const holes = (node.expressions ?? []).map((hole) => textOf(hole, constants, at))
  return (node.quasis ?? []).map(({ value }, index) => (value.cooked ?? '') + (holes[index] ?? '')).join('')
}
