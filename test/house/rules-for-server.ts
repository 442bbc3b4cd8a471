import { platform, ranks } from './ranks'
import { isIn, type Rule, top } from './rule'

/** `deals` for `server/domains/deals/…`; undefined for `server/domains/index` and everything outside the domains. */
const sliceOf = (path: string) => /^server\/domains\/([^/]+)\//.exec(path)?.[1]

/** Walls inside the server: slices, platform, and where SQL, HTTP and sockets live. */
export const rulesForServer: readonly Rule[] = [
  {
    name: 'platform-knows-no-domain',
    reason: 'Storage, events and doors serve every slice alike; the slices are handed to them when the app is built.',
    forbids: ({ from, to, typeOnly }) =>
      platform.some((folder) => isIn(from, `server/${folder}`)) &&
      isIn(to, 'server/domains') &&
      !(from === 'server/storage/schema.ts' && typeOnly && to.endsWith('/tables')),
    planted: [
      ['server/events/replay.ts', "import { findDeal } from '#server/domains/deals/queries'"],
      ['server/realtime/gateway.ts', "import { handlers } from '#server/domains/index'"],
      ['server/outbound/mail.ts', "import type { Agent } from '#server/domains/agents/index'"],
      ['server/storage/schema.ts', "import { dealColumns } from '#server/domains/deals/tables'"],
    ],
    lawful: [['server/storage/schema.ts', "import type { DealTable } from '#server/domains/deals/tables'"]],
  },
  {
    name: 'front-door',
    reason: 'A slice shows what others may use in its index.ts; everything behind it may change freely.',
    forbids: ({ from, to, typeOnly }) => {
      const slice = sliceOf(to)
      if (slice === undefined || top(from) !== 'server' || sliceOf(from) === slice) return false
      if (to === `server/domains/${slice}/index`) return false
      return !(from === 'server/storage/schema.ts' && typeOnly && to.endsWith('/tables'))
    },
    planted: [
      ['server/domains/deals/create-deal.ts', "import { findPerson } from '#server/domains/people/queries'"],
      ['server/app.ts', "import { moveDeal } from './domains/deals/move-deal'"],
    ],
    lawful: [['server/domains/deals/create-deal.ts', "import { findPerson } from '#server/domains/people/index'"]],
  },
  {
    name: 'slices-look-down',
    reason:
      'Two slices of one rank share ids, not code; news travels upwards as facts. test/house/ranks.ts has the ranks.',
    forbids: ({ from, to }) => {
      const [slice, other] = [sliceOf(from), sliceOf(to)]
      if (slice === undefined || slice === other) return false
      // The table of contents of all slices is above every one of them.
      if (to === 'server/domains/index') return true
      if (other === undefined) return false
      const [rank, otherRank] = [ranks[slice], ranks[other]]
      return rank === undefined || otherRank === undefined || otherRank >= rank
    },
    planted: [
      ['server/domains/people/merge-people.ts', "import { findDeal } from '#server/domains/deals/index'"],
      ['server/domains/deals/create-deal.ts', "import { findTask } from '#server/domains/tasks/index'"],
      ['server/domains/deals/create-deal.ts', "import type { Handlers } from '#server/domains/index'"],
      ['server/domains/unranked/start.ts', "import { findSite } from '#server/domains/sites/index'"],
      ['server/domains/desk/load-console.ts', "import { price } from '#server/domains/unranked/index'"],
    ],
    lawful: [
      ['server/domains/desk/load-console.ts', "import { listDeals } from '#server/domains/deals/index'"],
      ['server/domains/index.ts', "import * as deals from './deals/index'"],
    ],
  },
  {
    name: 'nobody-imports-the-top',
    reason: 'main.ts and app.ts wire everything; whoever imports them gets everything.',
    forbids: ({ from, to }) =>
      top(from) === 'server' &&
      from !== 'server/main.ts' &&
      !isIn(from, 'server/cli') &&
      ['server/main', 'server/app'].includes(to),
    planted: [['server/jobs/clock.ts', "import { app } from '#server/app'"]],
    lawful: [['server/main.ts', "import { buildApp } from './app'"]],
  },
  {
    name: 'rules-are-pure',
    reason: 'A rule takes values and returns values or refuses, so it can be tested as a sentence.',
    forbids: ({ from, to, kind, typeOnly }) =>
      /^server\/domains\/[^/]+\/rules\.ts$/.test(from) &&
      !(kind === 'file' && top(to) === 'shared') &&
      !(typeOnly && to === from.replace(/rules\.ts$/, 'tables')),
    planted: [
      ['server/domains/deals/rules.ts', "import { findDeal } from './queries'"],
      ['server/domains/deals/rules.ts', "import { newDeal } from './tables'"],
      ['server/domains/deals/rules.ts', "import { readFileSync } from 'node:fs'"],
      ['server/domains/deals/rules.ts', "import type { Tx } from '#server/storage/db'"],
    ],
    lawful: [
      ['server/domains/deals/rules.ts', "import type { DealRow } from './tables'"],
      ['server/domains/deals/rules.ts', "import { Refusal } from '#shared/protocol/refusals'"],
    ],
  },
  {
    name: 'tables-are-types',
    reason: 'tables.ts says what a row looks like and does nothing, so that everyone may read it.',
    forbids: ({ from, typeOnly }) => /^server\/domains\/[^/]+\/tables\.ts$/.test(from) && !typeOnly,
    planted: [['server/domains/deals/tables.ts', "import { sql } from 'kysely'"]],
    lawful: [['server/domains/deals/tables.ts', "import type { Generated } from 'kysely'"]],
  },
  {
    name: 'sql-in-queries',
    reason: 'All SQL of a slice is in one kind of file, where it can be read, measured and ported together.',
    forbids: ({ from, to }) =>
      to === 'kysely' &&
      !isIn(from, 'server/storage') &&
      !isIn(from, 'server/events') &&
      !/^server\/domains\/[^/]+\/(([a-z-]+-)?queries|tables)\.ts$/.test(from) &&
      top(from) !== 'test',
    planted: [
      ['server/domains/deals/move-deal.ts', "import { sql } from 'kysely'"],
      ['server/http/health.ts', "import { sql } from 'kysely'"],
    ],
    lawful: [
      ['server/domains/deals/queries.ts', "import { sql } from 'kysely'"],
      ['server/domains/deals/board-queries.ts', "import { sql } from 'kysely'"],
    ],
  },
  {
    name: 'databases-in-storage',
    reason: 'A second way to the database would know nothing of the one writer.',
    forbids: ({ from, to }) =>
      ['better-sqlite3', 'pg', '@electric-sql/pglite'].includes(to) &&
      top(from) === 'server' &&
      !isIn(from, 'server/storage'),
    planted: [
      ['server/domains/deals/queries.ts', "import Database from 'better-sqlite3'"],
      ['server/events/replay.ts', "import type { Pool } from 'pg'"],
    ],
    lawful: [['server/storage/sqlite.ts', "import Database from 'better-sqlite3'"]],
  },
  {
    name: 'express-in-routes',
    reason: 'A verb takes plain data, so it can be asked through either door and moved to a worker.',
    forbids: ({ from, to }) =>
      to === 'express' &&
      top(from) === 'server' &&
      !isIn(from, 'server/http') &&
      !/^server\/domains\/[^/]+\/routes\.ts$/.test(from),
    planted: [
      ['server/domains/sites/save-site.ts', "import type { Request } from 'express'"],
      ['server/realtime/admission.ts', "import { Router } from 'express'"],
    ],
    lawful: [['server/domains/sites/routes.ts', "import { Router } from 'express'"]],
  },
  {
    name: 'sockets-in-realtime',
    reason: 'A slice that holds a socket would announce what was not committed.',
    forbids: ({ from, to }) => to === 'socket.io' && top(from) === 'server' && !isIn(from, 'server/realtime'),
    planted: [['server/domains/conversations/send-message.ts', "import type { Server } from 'socket.io'"]],
    lawful: [['server/realtime/gateway.ts', "import { Server } from 'socket.io'"]],
  },
  {
    name: 'outside-through-outbound',
    reason: 'Addresses come from outside, and only one door checks where they lead. test/house/outside.test.ts: fetch.',
    forbids: ({ from, to, typeOnly }) =>
      waysOut.has(to) &&
      !typeOnly &&
      top(from) === 'server' &&
      !isIn(from, 'server/outbound') &&
      // Listening is what the server is for.
      !(from === 'server/app.ts' && to === 'node:http'),
    planted: [
      ['server/domains/sites/read-logo.ts', "import { get } from 'node:https'"],
      ['server/http/server.ts', "import { request } from 'node:http'"],
      ['server/jobs/clock.ts', "import * as net from 'node:net'"],
      ['server/events/announcer.ts', "import { connect } from 'node:tls'"],
      ['server/domains/deals/tell-others.ts', "import { request } from 'undici'"],
      ['server/door/router.ts', "const { lookup } = await import('node:dns/promises')"],
    ],
    lawful: [
      ['server/app.ts', "import { createServer } from 'node:http'"],
      ['server/outbound/line.ts', "import { connect } from 'node:net'"],
      ['server/realtime/origins.ts', "import type { IncomingHttpHeaders } from 'node:http'"],
    ],
  },
]

const waysOut: ReadonlySet<string> = new Set([
  ...['node:http', 'node:https', 'node:http2', 'node:net', 'node:tls', 'node:dgram', 'node:dns', 'node:dns/promises'],
  ...['undici', 'ws', 'socket.io-client', 'engine.io-client', 'node-fetch', 'axios', 'got', 'ky', 'nodemailer'],
])
