import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
import { findChromium } from './install'

/** A browser whose pages must be quiet: no console errors or warnings, no uncaught errors, no policy reports. */
export type Chromium = {
  browser: Browser
  /** A fresh visitor: own storage, own cookies. `allow` names what its pages may complain of. */
  context: (options?: BrowserContextOptions & { allow?: readonly RegExp[] }) => Promise<BrowserContext>
  /**
   * A visitor with a profile of their own, as most people have: a frame on another site may store there, apart from
   * every other site. The contexts above are private windows, which refuse it.
   */
  profile: (options?: BrowserContextOptions & { allow?: readonly RegExp[] }) => Promise<BrowserContext>
  /** Throws what the pages complained of since the last time; call it after each test. */
  expectQuiet: () => void
  /** Closes every context, then the browser, and throws what was not expected. */
  close: () => Promise<void>
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Names under .test lead here, for pages that are no secure context; the outside world does not exist.
  '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1',
]

// Debian's Chromium refuses frames of other sites all storage; other builds give each its own, apart by page.
const asMostBrowsersCome = { profile: { cookie_controls_mode: 0, block_third_party_cookies: false } }

/** Whether there is a browser to test in: `describe.skipIf(!hasChromium())` names what is left out. */
export const hasChromium = (): boolean => findChromium() !== undefined

export async function openChromium(): Promise<Chromium> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('There is no Chromium here: see test/support/install.ts')
  const browser = await chromium.launch({ executablePath, args: flags })
  let complaints: string[] = []

  const expectQuiet = () => {
    const said = complaints
    complaints = []
    if (said.length > 0) throw new Error(`The browser was not quiet:\n${said.join('\n')}`)
  }

  const profiles: { context: BrowserContext; folder: string }[] = []
  const complainUnless = (allow: readonly RegExp[]) => (text: string) => {
    if (!allow.some((pattern) => pattern.test(text))) complaints.push(text)
  }

  return {
    browser,
    expectQuiet,
    context: async ({ allow = [], ...options } = {}) => {
      const context = await browser.newContext(options)
      await listen(context, complainUnless(allow))
      return context
    },
    profile: async ({ allow = [], ...options } = {}) => {
      const folder = await mkdtemp(join(tmpdir(), 'parley-profile-'))
      await mkdir(join(folder, 'Default'))
      await writeFile(join(folder, 'Default', 'Preferences'), JSON.stringify(asMostBrowsersCome))
      const context = await chromium.launchPersistentContext(folder, { executablePath, args: flags, ...options })
      profiles.push({ context, folder })
      await listen(context, complainUnless(allow))
      return context
    },
    close: async () => {
      await browser.close()
      for (const { context, folder } of profiles) {
        await context.close()
        await rm(folder, { recursive: true, force: true })
      }
      expectQuiet()
    },
  }
}

async function listen(context: BrowserContext, complain: (text: string) => void): Promise<void> {
  context.on('console', (message) => {
    const type = message.type()
    if (type === 'error' || type === 'warning') complain(`${type}: ${message.text()} (${message.location().url})`)
  })
  context.on('weberror', (error) => complain(`uncaught: ${error.error().stack ?? error.error().message}`))
  // Report-only policies say nothing on the console, and a violation inside a frame must not be lost.
  await context.exposeBinding('parleyPolicyReport', (_, report: string) => complain(`policy: ${report}`))
  await context.addInitScript(() => {
    const report = (globalThis as unknown as { parleyPolicyReport: (text: string) => void }).parleyPolicyReport
    addEventListener('securitypolicyviolation', (event) => {
      report(`${event.effectiveDirective} refused ${event.blockedURI} on ${event.documentURI} (${event.sample})`)
    })
  })
}
