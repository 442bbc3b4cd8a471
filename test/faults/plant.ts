import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { build, type Plugin, type Rolldown } from 'vite'
import { type Mutant, type MutantName, mutants } from './mutants'

const root = resolve(import.meta.dirname, '../..')
const clients = resolve(import.meta.dirname, 'clients')

/** What a harness runs: the product as it is, or a copy of it with a fault inside. */
export type Product = {
  /** The server's program. */
  main: string
  /** The browser programs' data layers, each as the text of a function body that returns what its entry exports. */
  widget: string
  console: string
  /** Removes the copy. */
  remove(): void
}

/**
 * Builds what a harness runs, in a temporary folder: `dist/` never holds a mutant, and whoever builds it anew while a
 * harness runs does not change what is run.
 */
export async function plant(mutant: MutantName | null): Promise<Product> {
  const edits: readonly Mutant[] = mutant ? mutants[mutant] : []
  const server = edits.filter(({ file }) => /^(server|shared)\//.test(file))
  const widget = edits.filter(({ file }) => file.startsWith('widget/'))
  const desk = edits.filter(({ file }) => file.startsWith('agent-console/'))
  const folder = mkdtempSync(join(tmpdir(), 'parley-product-'))
  const outDir = join(folder, 'dist/server')
  // What is native stays outside the bundle and is looked for beside it.
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ type: 'module' }))
  if (server.length > 0) await buildServer(outDir, server)
  else cpSync(resolve(root, 'dist/server'), outDir, { recursive: true })
  return {
    main: join(outDir, 'main.js'),
    widget: await buildClient('widget-entry.ts', widget),
    console: await buildClient('console-entry.ts', desk),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

async function buildServer(outDir: string, edits: readonly Mutant[]): Promise<void> {
  const { plugin, finish } = planting(edits)
  await build({
    configFile: resolve(root, 'vite.config.ts'),
    mode: 'server',
    plugins: [plugin],
    build: { outDir, sourcemap: false },
  })
  finish()
}

async function buildClient(entry: string, edits: readonly Mutant[]): Promise<string> {
  const { plugin, finish } = planting(edits)
  const bundles = (await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [plugin],
    build: {
      write: false,
      minify: false,
      target: 'node20',
      lib: { entry: join(clients, entry), formats: ['iife'], name: 'program' },
      // The line and the storage are a browser's; the page that runs the program hands them in.
      rolldownOptions: {
        external: ['socket.io-client', 'idb-keyval'],
        output: { globals: { 'socket.io-client': 'socketIo', 'idb-keyval': 'idbKeyval' } },
      },
    },
  })) as Rolldown.RolldownOutput[]
  finish()
  const code = bundles[0]?.output[0].code
  if (!code) throw new Error(`${entry} was not built`)
  return `${code}\nreturn program`
}

/** Replaces the texts while the files are read, and fails loudly where one is not found exactly once. */
function planting(edits: readonly Mutant[]): { plugin: Plugin; finish(): void } {
  const done = new Set<Mutant>()
  const plugin: Plugin = {
    name: 'planting',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?')[0] ?? id)
      const here = edits.filter((edit) => edit.file === file)
      if (here.length === 0) return null
      return here.reduce((text, edit) => {
        const found = text.split(edit.from).length - 1
        if (found !== 1) throw new Error(`In ${file} this stands ${found} times instead of once: ${edit.from}`)
        done.add(edit)
        return text.replace(edit.from, () => edit.to)
      }, code)
    },
  }
  const finish = () => {
    const missed = edits.find((edit) => !done.has(edit))
    if (missed) throw new Error(`${missed.file} is not part of what was built`)
  }
  return { plugin, finish }
}
