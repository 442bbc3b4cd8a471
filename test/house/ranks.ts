/**
 * The rank of every slice of the server. A slice may import another one only if that one's rank is lower;
 * a new slice takes its place here, and nowhere else.
 */
export const ranks: Readonly<Record<string, number>> = {
  installation: 0,
  agents: 1,
  sites: 0,
  fields: 0,
  undo: 0,
  keys: 2,
  people: 1,
  pipelines: 1,
  conversations: 1.8,
  deals: 2,
  leads: 2,
  companies: 1.5,
  contacts: 2,
  records: 2.5,
  tasks: 3,
  lists: 4,
  mail: 0,
  rules: 4,
  conversion: 4,
  reports: 5,
  files: 3,
  notes: 3,
  setup: 4,
  desk: 4,
}

/** Folders of the server that know no domain: the domains stand on them. */
export const platform: readonly string[] = ['storage', 'events', 'door', 'realtime', 'http', 'jobs', 'outbound']

/**
 * What a program may take from the registry. A package in a bundle is paid for by everyone who opens the page, so the
 * list is short and a new line in it is a decision (docs/decisions/008-dependencies.md).
 */
export const packagesOf: ReadonlyArray<{ folder: string; packages: readonly string[] }> = [
  { folder: 'shared/protocol/', packages: ['zod', '@orpc/contract'] },
  { folder: 'shared/values/', packages: ['fractional-indexing'] },
  { folder: 'shared/', packages: [] },
  { folder: 'widget/loader/', packages: [] },
  { folder: 'widget/', packages: ['preact', '@preact/signals', 'socket.io-client'] },
  {
    folder: 'agent-console/',
    packages: [
      '@dnd-kit/dom',
      '@floating-ui/dom',
      '@fontsource-variable/inter',
      '@orpc/client',
      '@orpc/contract',
      '@preact/signals',
      '@tanstack/virtual-core',
      'idb-keyval',
      'lucide',
      'marked',
      'preact',
      'preact-iso',
      'socket.io-client',
      'uqr',
    ],
  },
]
