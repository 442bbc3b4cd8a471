import { resolve } from 'node:path'
import preact from '@preact/preset-vite'
import { defineConfig } from 'vite'

const here = import.meta.dirname

// The widget opens websockets and falls back to polling; the third transport would be bytes nobody uses.
const withoutWebTransport = {
  name: 'without-webtransport',
  load: (id: string) => (id.endsWith('/transports/webtransport.js') ? 'export class WT {}' : undefined),
}

// What is fetched later brings neither modules nor styles of its own, so there is nothing to fetch ahead of it.
const withoutPreload = {
  name: 'without-preload',
  enforce: 'pre' as const,
  load: (id: string) =>
    id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : undefined,
}

/** Each program is built by its own mode: `vite build --mode console`, `frame`, `loader` or `server`. */
export default defineConfig(({ mode }) => {
  const build = {
    outDir: resolve(here, 'dist', mode),
    emptyOutDir: true,
    reportCompressedSize: false,
    sourcemap: false,
  }
  const quiet = { root: here, logLevel: 'warn' as const, clearScreen: false }
  switch (mode) {
    case 'console':
      return { ...quiet, root: resolve(here, 'agent-console'), base: '/', plugins: [preact()], build }
    case 'frame':
      return {
        ...quiet,
        root: resolve(here, 'widget/frame'),
        base: '/frame/',
        plugins: [preact(), withoutWebTransport, withoutPreload],
        build: { ...build, target: 'es2022', modulePreload: { polyfill: false } },
      }
    case 'loader':
      return {
        ...quiet,
        build: {
          ...build,
          target: 'es2020',
          lib: {
            entry: resolve(here, 'widget/loader/loader.ts'),
            formats: ['iife' as const],
            name: 'parleyLoader',
            fileName: () => 'widget.js',
          },
        },
      }
    case 'server':
      return {
        ...quiet,
        // One file starts twice as fast as six hundred; what is native stays outside.
        ssr: { noExternal: true, external: ['better-sqlite3', '@node-rs/argon2', 'pg'] },
        build: {
          ...build,
          ssr: resolve(here, 'server/main.ts'),
          target: 'node20',
          minify: false,
          sourcemap: true,
          rolldownOptions: { output: { entryFileNames: 'main.js' } },
        },
      }
    default:
      return quiet
  }
})
