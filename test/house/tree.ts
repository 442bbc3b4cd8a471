import { readdirSync, readFileSync } from 'node:fs'
import { join, posix, resolve } from 'node:path'

/** The repository's top folder. */
export const root = resolve(import.meta.dirname, '../..')

/** The folders that hold the product's own text; everything else at the top is metadata or made by a tool. */
export const programs = ['server', 'widget', 'agent-console', 'shared', 'bin'] as const

const madeByTools = new Set(['node_modules', 'dist'])

/** Every file below some folders of the repository, as `server/domains/deals/move-deal.ts`, in order. */
export function filesIn(folders: readonly string[], ending = /./): string[] {
  return folders
    .flatMap((folder) => walk(folder))
    .filter((path) => ending.test(path))
    .sort()
}

/** TypeScript sources of the product, declarations included. */
export const productSources = (): string[] => filesIn(programs, /\.(ts|tsx|mts|mjs)$/)

/** TypeScript sources of the tests. */
export const testSources = (): string[] => filesIn(['test'], /\.(ts|tsx)$/)

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')

function walk(folder: string): string[] {
  let entries: ReturnType<typeof list>
  try {
    entries = list(folder)
  } catch (error) {
    // A program may have no such folder (`bin` before there is a command line); anything else is worth hearing of.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
  return entries.flatMap((entry) => {
    const path = posix.join(folder, entry.name)
    if (entry.isDirectory()) return madeByTools.has(entry.name) ? [] : walk(path)
    return entry.isFile() ? [path] : []
  })
}

const list = (folder: string) => readdirSync(join(root, folder), { withFileTypes: true })
