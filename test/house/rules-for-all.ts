import { packagesOf, platform } from './ranks'
import { isIn, type Rule, top } from './rule'

const products = ['server', 'widget', 'agent-console']

/** The part of the house a relative import may not leave: a program, and in the server a slice or platform folder. */
const roomOf = (path: string) =>
  /^server\/domains\/[^/]+(?=\/)/.exec(path)?.[0] ??
  platform.map((folder) => `server/${folder}`).find((folder) => isIn(path, folder)) ??
  top(path)

/** Walls between the programs, the ground they stand on and the tests. */
export const rulesForAll: readonly Rule[] = [
  {
    name: 'test-is-never-used',
    reason: 'What only tests need must not reach a release.',
    forbids: ({ from, to, kind }) => kind === 'file' && top(from) !== 'test' && top(to) === 'test',
    planted: [
      ['server/app.ts', "import { world } from '../test/support/world'"],
      ['shared/values/money.ts', "export { worth } from '../../test/support/worth'"],
    ],
    lawful: [['test/unit/shared/money.test.ts', "import { formatMoney } from '#shared/values/money'"]],
  },
  {
    name: 'shared-is-the-ground',
    reason: 'Everything stands on shared/, so it stands on nothing of ours and on nothing of one platform.',
    forbids: ({ from, to, kind }) =>
      top(from) === 'shared' && (kind === 'node' || (kind === 'file' && top(to) !== 'shared')),
    planted: [
      ['shared/rules/permissions.ts', "import { readFile } from 'node:fs/promises'"],
      ['shared/values/money.ts', "import type { Deal } from '#server/domains/deals/tables'"],
      ['shared/i18n/index.ts', "import { locale } from '../../agent-console/data/locale'"],
    ],
    lawful: [['shared/i18n/tr/refusals.ts', "import type { refusals } from '#shared/i18n/en/refusals'"]],
  },
  {
    name: 'zod-stays-in-the-protocol',
    reason: 'Values, rules and texts run in the widget; through the protocol zod would come along and cost it 90 kB.',
    forbids: ({ from, to, typeOnly }) =>
      !typeOnly && top(from) === 'shared' && !isIn(from, 'shared/protocol') && isIn(to, 'shared/protocol'),
    planted: [
      ['shared/rules/deal-age.ts', "import { Deal } from '#shared/protocol/deals'"],
      ['shared/values/instant.ts', "import { Instant } from '../protocol/define'"],
    ],
    lawful: [['shared/rules/deal-age.ts', "import type { Deal } from '#shared/protocol/deals'"]],
  },
  {
    name: 'programs-do-not-meet',
    reason: 'The three programs are released and reasoned about one by one; what two of them need is in shared/.',
    forbids: ({ from, to, kind }) =>
      kind === 'file' && products.includes(top(from)) && products.includes(top(to)) && top(from) !== top(to),
    planted: [
      ['widget/frame/session.ts', "import type { Visitor } from '#server/domains/people/tables'"],
      ['agent-console/app.tsx', "import { bubble } from '../widget/loader/bubble'"],
      ['server/http/static.ts', "import '../../widget/loader/loader'"],
      ['agent-console/data/export.ts', "new Worker(new URL('../../server/jobs/worker.ts', import.meta.url))"],
      ['widget/frame/app.tsx', "const pages = import.meta.glob('../../agent-console/screens/*.tsx')"],
    ],
  },
  {
    name: 'packages-are-chosen',
    reason: 'A package in shared/ or in a bundle is carried by everyone; test/house/ranks.ts lists those that may be.',
    forbids: ({ from, to, kind }) => {
      if (kind !== 'package') return false
      const chosen = packagesOf.find(({ folder }) => from.startsWith(folder))
      return chosen !== undefined && !chosen.packages.includes(to)
    },
    planted: [
      ['shared/rules/permissions.ts', "import { z } from 'zod'"],
      ['shared/values/money.ts', "import { z } from 'zod/mini'"],
      ['shared/protocol/deals.ts', "import { sql } from 'kysely'"],
      ['shared/values/text.ts', "import { h } from 'preact'"],
      ['shared/protocol/index.ts', "import type { Socket } from 'socket.io'"],
      ['widget/frame/app.tsx', "import { z } from 'zod'"],
      ['widget/frame/app.tsx', "import { Router } from 'preact-iso'"],
      ['widget/loader/loader.ts', "import { render } from 'preact'"],
      ['agent-console/data/deals.ts', "import express from 'express'"],
    ],
    lawful: [
      ['widget/frame/app.tsx', "import { useState } from 'preact/hooks'"],
      ['agent-console/data/connection.ts', "import { io } from 'socket.io-client'"],
    ],
  },
  {
    name: 'borders-are-marked',
    reason:
      'Neighbours are imported relatively, what lies beyond a border with its #: the head of a file shows its ties.',
    forbids: ({ from, to, specifier }) =>
      specifier.startsWith('.') && [...products, 'shared'].includes(top(from)) && !isIn(to, roomOf(from)),
    planted: [
      ['server/domains/deals/create-deal.ts', "import { findPerson } from '../people/index'"],
      ['server/domains/deals/queries.ts', "import type { Tx } from '../../storage/db'"],
      ['widget/frame/app.tsx', "import { randomId } from '../../shared/values/random'"],
    ],
    lawful: [
      ['server/domains/deals/queries.ts', "import type { Tx } from '#server/storage/db'"],
      ['server/app.ts', "import { openStorage } from './storage/db'"],
      ['agent-console/app.tsx', "import { InboxScreen } from './screens/inbox-screen'"],
    ],
  },
]
