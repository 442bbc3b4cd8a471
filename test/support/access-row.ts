/** Ids of what a request is aimed at: things of the first site, or things that do not exist. */
export type Aim = Record<
  | 'site'
  | 'conversation'
  | 'person'
  | 'deal'
  | 'task'
  | 'agent'
  | 'session'
  | 'key'
  | 'pipeline'
  | 'stage'
  | 'next'
  | 'reason'
  | 'view'
  | 'file'
  | 'personFile'
  | 'companyFile'
  | 'note'
  | 'personNote'
  | 'companyNote'
  | 'lead'
  | 'status'
  | 'field'
  | 'contact'
  | 'company'
  | 'rule'
  | 'mail',
  string
>

/**
 * Whose a thing is. `site`: of the agents of its site, and of every key. `team`: of whoever has the permission.
 * `somebody`: of one agent who is none of those who ask. `none`: the request is aimed at nothing.
 */
export type Row = { of: 'site' | 'team' | 'somebody' | 'none'; input: (aim: Aim) => object }

/** What stands in the pipeline that names some agents and not others, or is part of it. */
const ofPipeline = new Set(['deal', 'note', 'file', 'task', 'pipeline', 'stage', 'next', 'reason'])

/** What a request is aimed at: what it reads of its aim. */
export function readBy(aim: Aim, input: Row['input']): ReadonlySet<keyof Aim> {
  const read = new Set<keyof Aim>()
  const get = (things: Aim, name: string) => {
    read.add(name as keyof Aim)
    return things[name as keyof Aim]
  }
  input(new Proxy(aim, { get: (things, name) => get(things, String(name)) }))
  return read
}

/** Whether a request is aimed at any of that. */
export const isOfPipeline = (aim: Aim, input: Row['input']): boolean =>
  [...readBy(aim, input)].some((name) => ofPipeline.has(name))
