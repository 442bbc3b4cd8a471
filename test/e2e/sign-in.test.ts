import { Secret, TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Chromium, hasChromium, openChromium } from '../support/chromium'
import { type Installed, install, newFolder } from '../support/installed'
import { password } from '../support/password'
import { AgentActor } from './actors/agent'

const codeOf = (secret: string, at = Date.now()) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at })

describe.skipIf(!hasChromium())('who may come in', () => {
  let browser: Chromium
  let parley: Installed
  let owner: AgentActor

  beforeAll(async () => {
    browser = await openChromium()
    parley = await install(newFolder())
    owner = await AgentActor.signsIn(await browser.context({}), parley.server.url, 'selin@kuzey.test', password)
  })
  afterAll(async () => {
    await browser.close()
    await parley.server.kill()
  })

  /** Sets the second step up in the form on screen; returns the secret and the codes. */
  async function setUp(page: Page) {
    const secret = ((await page.locator('code').textContent()) ?? '').replaceAll(' ', '')
    await page.getByLabel('Six digits').fill(codeOf(secret))
    await page.getByLabel('Your current password').fill(password)
    await page.getByRole('button', { name: 'Turn on' }).click()
    const list = page.getByRole('list', { name: 'Recovery codes' })
    await list.waitFor()
    const codes = await list.getByRole('listitem').allTextContents()
    await page.getByRole('button', { name: 'I have kept them' }).click()
    return { secret, codes }
  }

  async function comesBack(page: Page, code: string) {
    await page.goto(`${parley.server.url}/`)
    await page.getByLabel('E-mail').fill('selin@kuzey.test')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.keyboard.press('Enter')
    await page.getByLabel('Code').waitFor()
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('code')
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }

  test('[M05] two-step sign-in is set up, asked for, and a recovery code helps once', async () => {
    const { page } = await owner.goesTo('/manage/account')
    await page.getByRole('button', { name: 'Set up two-step sign-in' }).click()
    await page.getByRole('img', { name: 'QR code for your authenticator' }).waitFor()
    const { secret, codes } = await setUp(page)
    await page.getByText('10 recovery codes left').waitFor()
    expect(codes).toHaveLength(10)

    const phone = await (await browser.context({ allow: [/401/] })).newPage()
    await comesBack(phone, '000000')
    await phone.getByText('This code is not right, or was used before.').waitFor()
    await comesBack(phone, codeOf(secret, Date.now() + 30_000))
    await phone.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    const lost = await (await browser.context({ allow: [/401/] })).newPage()
    await comesBack(lost, codes[0] ?? '')
    await lost.getByRole('navigation', { name: 'Main navigation' }).waitFor()
    await lost.context().close()
    await phone.context().close()
  })

  test('[M01] [M05] a new admin must set it up first, and is put out the moment they are disabled', async () => {
    const { page } = await owner.goesTo('/manage/team')
    await page.getByLabel('Owners and admins must use it').check()
    await page.getByRole('button', { name: 'Add agent' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Name').fill('Ada Kurt')
    await dialog.getByLabel('E-mail').fill('ada@kuzey.test')
    await dialog.getByLabel('Role').selectOption('admin')
    await dialog.getByLabel('First password').fill(password)
    await dialog.getByRole('button', { name: 'Add agent' }).click()
    await dialog.waitFor({ state: 'hidden' })

    const ada = await (await browser.context({ allow: [/401/] })).newPage()
    await ada.goto(`${parley.server.url}/`)
    await ada.getByLabel('E-mail').fill('ada@kuzey.test')
    await ada.getByLabel('Password', { exact: true }).fill(password)
    await ada.keyboard.press('Enter')
    await ada.getByRole('heading', { name: 'Set up two-step sign-in' }).waitFor()
    await setUp(ada)
    await ada.getByRole('navigation', { name: 'Main navigation' }).waitFor()

    await page.getByRole('button', { name: 'Edit Ada Kurt' }).click()
    await page.getByRole('dialog').getByLabel('May not sign in').check()
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await ada.getByRole('heading', { name: 'Sign in to Parley' }).waitFor()
    await ada.context().close()
  })

  test('[I01] a key is made, shown once, used and revoked', async () => {
    const { page } = await owner.goesTo('/manage/keys')
    await page.getByRole('button', { name: 'Make key' }).click()
    await page.getByRole('dialog').getByLabel('Name').fill('Shop')
    await page.getByLabel('Read deals and tasks').check()
    await page.getByLabel('Your current password').fill(password)
    await page.getByRole('dialog').getByRole('button', { name: 'Make key' }).click()
    const secret = (await page.locator('code').textContent()) ?? ''
    await page.getByRole('button', { name: 'I have copied it' }).click()
    const ask = () => fetch(`${parley.server.url}/api/v1/pipelines`, { headers: { authorization: `Bearer ${secret}` } })
    expect((await ask()).status).toBe(200)
    expect(await page.locator('body').textContent()).not.toContain(secret)
    await page.getByRole('button', { name: 'Revoke Shop' }).click()
    await page.getByRole('button', { name: 'Revoke for good' }).click()
    await page.getByText('No key yet').waitFor()
    expect((await ask()).status).toBe(401)
  })
})
