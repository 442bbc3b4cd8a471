import { afterEach, describe, expect, test } from 'vitest'
import { type Chromium, hasChromium, openChromium } from '../support/chromium'
import { newFolder } from '../support/installed'
import { password } from '../support/password'
import { ServerProcess } from '../support/process'
import { VisitorActor } from './actors/visitor'

describe.skipIf(!hasChromium())('under an address it was not told', () => {
  test('the set-up page says which line to start it with', async () => {
    const browser = await openChromium()
    const server = await ServerProcess.on(newFolder())
    await server.start()
    const secret = /#token=\S+/.exec(server.output)?.[0] ?? ''
    const page = await (await browser.context({ allow: [/403/] })).newPage()
    await page.goto(`http://office.test:${server.port}/set-up${secret}`)
    await page.getByText(`PUBLIC_URL=http://office.test:${server.port} npm start`).waitFor()
    await browser.close()
    await server.kill()
  })
})

describe.skipIf(!hasChromium())('from nothing to a working chat', () => {
  let browser: Chromium
  let server: ServerProcess
  afterEach(async () => {
    await browser.close()
    await server.kill()
  })

  test('[S01] [S02] [D01] [O01] set up in Turkish, tried on the page it offers, answered in the console', async () => {
    browser = await openChromium()
    server = await ServerProcess.on(newFolder(), { LIMITS_FACTOR: '1000' })
    await server.start()
    const link = /http\S+#token=\S+/.exec(server.output)?.[0] ?? ''
    const context = await browser.context({
      locale: 'tr-TR',
      timezoneId: 'Europe/Istanbul',
      viewport: { width: 1280, height: 900 },
    })
    const page = await context.newPage()
    await page.goto(link)
    await page.getByLabel('Adınız').fill('Selin Demir')
    await page.getByLabel('E-posta').fill('selin@kuzey.test')
    await page.getByLabel('Parola', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Devam' }).click()
    await page.getByRole('button', { name: 'Devam' }).click()
    await page.getByRole('textbox').first().fill('Kuzey Atölye')
    await page.getByRole('textbox').last().fill('kuzey.test')
    await page.getByRole('button', { name: /bitir|tamamla/i }).click()
    await page
      .getByText(/<script async src="http:\/\/localhost:\d+\/widget\.js" data-site="s_[\w-]+"><\/script>/)
      .waitFor()

    const [tryIt] = await Promise.all([context.waitForEvent('page'), page.locator('a[href^="/try/"]').click()])
    const profile = await browser.profile({ locale: 'tr-TR' })
    const visitor = await VisitorActor.arrives(profile, tryIt.url())
    await visitor.opensChat()
    await visitor.says('Merhaba, bir masa için teklif alabilir miyim?')

    await page.goto(`${server.url}/inbox/incoming`)
    await page.locator('[data-conversation]').first().click()
    await page.getByRole('button', { name: 'Yeni anlaşma yarat' }).click()
    await page.getByRole('radio', { name: /Yeni talep/ }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('tr')
    browser.expectQuiet()
  })
})
