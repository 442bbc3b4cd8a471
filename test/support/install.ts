import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

/** The browser the tests drive, or undefined where there is none. `CHROMIUM_PATH` goes first. */
export function findChromium(): string | undefined {
  const usual = [
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/usr/bin/google-chrome-stable',
  ]
  const chosen = process.env.CHROMIUM_PATH
  return [...(chosen ? [chosen] : []), ...usual, chromium.executablePath()].find((path) => existsSync(path))
}

/** The folder of the newest PostgreSQL server's programs, or undefined where there is none. `POSTGRES_BIN` goes first. */
export function findPostgres(): string | undefined {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const chosen = process.env.POSTGRES_BIN
  return [
    ...(chosen ? [chosen] : []),
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ].find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')))
}

/** Whether emoji and Turkish letters look the same here as on every other machine that runs the tests. */
const hasFonts = () =>
  process.platform !== 'linux' ||
  ['NotoColorEmoji.ttf', 'NotoSans-Regular.ttf'].every((file) =>
    ['/usr/share/fonts/truetype/noto', '/usr/share/fonts/noto', '/usr/share/fonts/google-noto'].some((folder) =>
      existsSync(join(folder, file)),
    ),
  )

const isOnPath = (program: string) =>
  [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'].some((folder) => existsSync(join(folder, program)))

const needs = [
  { name: 'Chromium', isThere: () => findChromium() !== undefined, packages: ['chromium'], without: 'browser tests' },
  {
    name: 'fonts',
    isThere: hasFonts,
    packages: ['fonts-noto-core', 'fonts-noto-color-emoji'],
    without: 'nothing, but emoji may be boxes; tests',
  },
  {
    name: 'PostgreSQL',
    isThere: () => findPostgres() !== undefined,
    packages: ['postgresql'],
    without: 'PostgreSQL tests',
  },
  { name: 'a C compiler', isThere: () => isOnPath('gcc'), packages: ['gcc', 'libc6-dev'], without: 'faults of a disk' },
  {
    name: 'nftables',
    isThere: () => isOnPath('nft') && isOnPath('ip'),
    packages: ['nftables', 'iproute2'],
    without: 'the fault of a lossy line',
  },
  {
    name: 'faketime',
    isThere: () => isOnPath('faketime'),
    packages: ['faketime'],
    without: 'the fault of a jumping clock',
  },
] as const

/** Brings what the tests need and this machine lacks; what cannot be had is said, and its tests are skipped by name. */
function install(): void {
  const missing = needs.filter((need) => !need.isThere())
  if (missing.length === 0) return
  if (isRootOnDebian()) installPackages(missing.flatMap((need) => need.packages))
  if (!findChromium()) run('npx', ['playwright-core', 'install', 'chromium'])
  for (const need of missing) {
    say(need.isThere() ? `installed ${need.name}` : `${need.name} cannot be had here; skipped: ${need.without}`)
  }
}

const isRootOnDebian = () => process.getuid?.() === 0 && existsSync('/etc/debian_version')

function installPackages(packages: string[]): void {
  if (packages.includes('postgresql')) keepClusterAway()
  const all = ['install', '-y', '-qq', '--no-install-recommends', ...packages]
  // Lists of packages are missing on a fresh machine and too old on an idle one; both fail at once.
  if (run('apt-get', all)) return
  run('apt-get', ['update', '-qq'])
  run('apt-get', all)
}

/** Debian's package starts a server of its own unless told otherwise; ours live in temporary folders. */
function keepClusterAway(): void {
  const file = '/etc/postgresql-common/createcluster.conf'
  if (existsSync(file)) return
  mkdirSync('/etc/postgresql-common', { recursive: true })
  writeFileSync(file, 'create_main_cluster = false\n')
}

const run = (command: string, args: string[]): boolean =>
  spawnSync(command, args, {
    stdio: 'ignore',
    timeout: 15 * 60_000,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }).status === 0

const say = (line: string) => process.stdout.write(`${line}\n`)

if (process.argv[1] === import.meta.filename) install()
