import { isIn, type Rule, top } from './rule'

const browsers = ['widget', 'agent-console']

const featureOf = (path: string) => /^agent-console\/features\/([^/]+)/.exec(path)?.[1]

const floorOf = (path: string) => {
  const part = /^agent-console\/(ui|data|parts|features|screens)\//.exec(path)?.[1] as keyof typeof floors | undefined
  return part && floors[part]
}
const floors = { ui: 0, data: 0, parts: 1, features: 2, screens: 3 }

/** Walls inside the widget and the console, and towards what a browser must not carry. */
export const rulesForBrowsers: readonly Rule[] = [
  {
    name: 'browsers-have-no-node',
    reason: 'A browser has no node: modules, and a bundler would fill the hole with something heavy.',
    forbids: ({ from, kind }) => kind === 'node' && browsers.includes(top(from)),
    planted: [['agent-console/data/drafts.ts', "const { createHash } = await import('node:crypto')"]],
  },
  {
    name: 'browsers-borrow-types-only',
    reason: 'The protocol is made of zod schemas; a browser needs only their types.',
    forbids: ({ from, to, typeOnly }) =>
      !typeOnly &&
      browsers.includes(top(from)) &&
      isIn(to, 'shared/protocol') &&
      !(top(from) === 'agent-console' && to === 'shared/protocol/refusals'),
    planted: [
      ['widget/frame/session.ts', "import { contract } from '#shared/protocol/index'"],
      ['widget/frame/session.ts', "import { type Message } from '#shared/protocol/conversations'"],
      ['widget/frame/session.ts', "import { isPassing } from '#shared/protocol/refusals'"],
      ['widget/frame/session.ts', "export { Message } from '#shared/protocol/conversations'"],
      ['agent-console/data/deals.ts', "const { Deal } = await import('#shared/protocol/deals')"],
    ],
    lawful: [
      ['widget/frame/session.ts', "import type { VisitorView } from '#shared/protocol/visits'"],
      ['agent-console/data/request.ts', "import { isPassing } from '#shared/protocol/refusals'"],
    ],
  },
  {
    name: 'loader-stands-alone',
    reason:
      'Every page of every site pays for the loader before anybody clicks; only its few words come from elsewhere.',
    forbids: ({ from, to, typeOnly }) =>
      !typeOnly &&
      isIn(from, 'widget/loader') &&
      !isIn(to, 'widget/loader') &&
      !/^shared\/i18n\/[a-z]{2}\/widget$/.test(to),
    planted: [
      ['widget/loader/loader.ts', "import { theme } from '../frame/theme'"],
      ['widget/loader/loader.ts', "import { randomId } from '#shared/values/random'"],
    ],
    lawful: [
      ['widget/loader/loader.ts', "import { launcher } from './launcher'"],
      ['widget/loader/widget.ts', "import { launcher } from '#shared/i18n/tr/widget'"],
      ['widget/loader/bridge.ts', "import type { ToFrame } from '#shared/protocol/frame'"],
    ],
  },
  {
    name: 'frame-forgets-the-loader',
    reason: 'Loader and frame are loaded on different origins and meet only through shared/protocol/frame.ts.',
    forbids: ({ from, to }) => isIn(from, 'widget') && !isIn(from, 'widget/loader') && isIn(to, 'widget/loader'),
    planted: [['widget/frame/host-bridge.ts', "import { say } from '../loader/bridge'"]],
  },
  {
    name: 'features-do-not-meet',
    reason: 'A feature can be understood, moved and removed alone; a screen puts two of them side by side.',
    forbids: ({ from, to }) => {
      const feature = featureOf(from)
      const other = featureOf(to)
      return feature !== undefined && other !== undefined && feature !== other
    },
    planted: [['agent-console/features/board/board.tsx', "import { Thread } from '../thread/thread'"]],
    lawful: [['agent-console/features/board/board.tsx', "import { Column } from './column'"]],
  },
  {
    name: 'console-looks-down',
    reason: 'screens → features → parts → data and ui; what is below must not know who shows it.',
    forbids: ({ from, to }) => {
      const [here, there] = [floorOf(from), floorOf(to)]
      return here !== undefined && there !== undefined && there > here
    },
    planted: [
      ['agent-console/data/deals.ts', "import { DealCard } from '../features/board/deal-card'"],
      ['agent-console/ui/menu.tsx', "import { go } from '../screens/inbox-screen'"],
      ['agent-console/features/inbox/row.tsx', "import { InboxScreen } from '../../screens/inbox-screen'"],
    ],
    lawful: [['agent-console/screens/crm-screen.tsx', "import { Board } from '../features/board/board'"]],
  },
  {
    name: 'ui-knows-no-data',
    reason: 'A button that knows deals is not a button any more.',
    forbids: ({ from, to }) => isIn(from, 'agent-console/ui') && isIn(to, 'agent-console/data'),
    planted: [['agent-console/ui/avatar.tsx', "import type { Session } from '../data/session'"]],
    lawful: [['agent-console/ui/money.tsx', "import { formatMoney } from '#shared/values/money'"]],
  },
]
