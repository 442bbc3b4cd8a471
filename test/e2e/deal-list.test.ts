import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { password } from '../support/password'
import { AgentActor } from './actors/agent'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { Sales } from './actors/sales'

describe.skipIf(!hasChromium())('the list of deals', () => {
  const house = moveIn()
  let sales: Sales
  let selin: AgentActor

  beforeAll(async () => {
    sales = await Sales.at(house.parley)
    await sales.deal('Annual plan', 'Ayşe', 0, 120_000)
    await sales.deal('Big order', 'Bob', 1, 9_000_000)
    await sales.deal('Chairs', 'Cem', 2, 40_000)
    const won = await sales.deal('Done deal', 'Deniz', 2, 70_000)
    await sales.ask('POST', `/deals/${won.id}/win`, { rid: 'a'.repeat(22) })
    const context = await house.browser.context({ viewport: { width: 1440, height: 900 }, acceptDownloads: true })
    selin = await AgentActor.signsIn(context, house.parley.server.url, 'selin@kuzey.test', password)
  })

  const row = (name: string) => selin.page.locator('[data-deal]').filter({ hasText: name })
  const names = () => selin.page.locator('[data-deal] a').evaluateAll((all) => all.map((it) => it.textContent))
  const look = async () => {
    await selin.goesTo('/crm/deals?view=list')
    await selin.page.locator('[data-deal]').first().waitFor()
  }

  test('[L01] [L02] it has the closed ones too, is narrowed by outcome, sorted, and added up', async () => {
    await look()
    await eventually(async () => expect(await names()).toEqual(['Done deal', 'Chairs', 'Big order', 'Annual plan']))
    await selin.page.getByRole('button', { name: 'Open', exact: true }).click()
    await row('Done deal').waitFor({ state: 'hidden' })
    await selin.page.getByText('3 deals').waitFor()
    await selin.page.getByText('₺91,600', { exact: false }).first().waitFor()
    await selin.page.getByRole('button', { name: 'Amount', exact: true }).click()
    await eventually(async () => expect(await names()).toEqual(['Chairs', 'Annual plan', 'Big order']))
    await selin.page.getByRole('button', { name: 'Amount', exact: true }).click()
    await eventually(async () => expect(await names()).toEqual(['Big order', 'Annual plan', 'Chairs']))
    expect(new URL(selin.page.url()).searchParams.get('sort')).toBe('-amount')
  })

  test('[L02] columns are chosen, moved and made wider, and stay so', async () => {
    await look()
    await selin.page.getByRole('button', { name: 'Columns' }).click()
    const dialog = selin.page.getByRole('dialog', { name: 'Columns' })
    await dialog.getByRole('checkbox', { name: 'Source' }).check()
    await dialog.getByRole('checkbox', { name: 'Person' }).uncheck()
    await dialog.getByRole('button', { name: 'Move “Amount” up' }).click()
    await dialog.getByRole('button', { name: 'Done' }).click()
    const heads = () =>
      selin.page.locator('th[data-column]').evaluateAll((all) => all.map((it) => it.getAttribute('data-column')))
    await eventually(async () => expect((await heads()).slice(0, 3)).toEqual(['name', 'amount', 'stage']))
    const edge = selin.page.getByRole('separator', { name: 'Width of “Deal”' })
    const width = async () => Number(await edge.getAttribute('aria-valuenow'))
    const before = await width()
    await edge.focus()
    await selin.page.keyboard.press('ArrowRight')
    await eventually(async () => expect(await width()).toBe(before + 16))
    await selin.page.reload()
    await selin.page.locator('[data-deal]').first().waitFor()
    expect(await heads()).toContain('source')
    expect(await width()).toBe(before + 16)
  })

  test('[L03] [D09] values are changed where they stand, and several rows at once, with what each came to', async () => {
    await look()
    await row('Chairs')
      .getByRole('button', { name: /^Edit Amount/ })
      .click()
    await row('Chairs').getByRole('textbox', { name: 'Amount' }).fill('500')
    await selin.page.keyboard.press('Enter')
    await row('Chairs').getByText('₺500').waitFor()
    await row('Chairs')
      .getByRole('button', { name: /^Stage/ })
      .click()
    await selin.page.getByRole('menuitemradio', { name: 'Negotiating' }).click()
    await row('Chairs').getByText('Negotiating').waitFor()

    await selin.page.getByRole('checkbox', { name: 'Select all rows shown' }).check()
    await selin.page.getByRole('toolbar').getByRole('button', { name: 'Tag', exact: true }).click()
    await selin.page.getByRole('textbox', { name: 'Tag' }).fill('Fair')
    await selin.page.getByRole('button', { name: 'Apply' }).click()
    await selin.page.getByText('4 deals changed.').waitFor()
    await selin.page.getByRole('checkbox', { name: 'Select “Done deal”' }).check()
    await selin.page.getByRole('checkbox', { name: 'Select “Chairs”' }).check()
    await selin.page.getByRole('toolbar').getByRole('button', { name: 'Lost' }).click()
    await selin.page.getByRole('radio', { name: 'Price' }).check()
    await selin.page.getByRole('button', { name: 'Mark 2 as lost' }).click()
    const report = selin.page.getByRole('dialog', { name: 'Not all deals were changed' })
    await report.getByText('Done deal').waitFor()
    expect(await report.getByRole('listitem').count()).toBe(1)
    await report.getByRole('button', { name: 'Close' }).last().click()
    await row('Chairs').getByText('Price').waitFor()
  })

  test('[L04] deals are written to a file and read from one, with what did not fit in a file of its own', async () => {
    await look()
    const saved = selin.page.waitForEvent('download')
    await selin.page.getByRole('link', { name: 'Download as CSV' }).click()
    const written = await readFile(await (await saved).path(), 'utf8')
    expect(written).toContain('\ufeffDeal,Person,')
    expect(written).toContain('Big order')
    await selin.page.getByRole('button', { name: 'Import deals' }).click()
    const file = {
      name: 'deals.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('Deal,Person,Amount\nFrom a file,Fatma,10.50\n=bad,,2\n'),
    }
    await selin.page.locator('input[type=file]').setInputFiles(file)
    await selin.page.getByRole('combobox', { name: 'Deal' }).waitFor()
    await selin.page.getByRole('button', { name: 'Check the file' }).click()
    await selin.page.getByText('1 new deal').waitFor()
    await selin.page.getByRole('button', { name: 'Import 1 deal' }).click()
    await selin.page.getByText('1 deal imported').waitFor()
    const left = selin.page.waitForEvent('download')
    await selin.page.getByRole('button', { name: /^Download 1 row/ }).click()
    expect(await readFile(await (await left).path(), 'utf8')).toContain("'=bad,,2,3,It does not say whose deal it is.")
    await selin.page.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click()
    await row('From a file').getByText('₺10.50').waitFor()
  })

  test('[L05] a row opens the same sheet as a card, and Escape returns to the row', async () => {
    await look()
    await row('Big order').getByRole('link').click()
    await selin.page.getByRole('dialog', { name: 'Conversation with Bob' }).waitFor()
    await selin.page.keyboard.press('Escape')
    await eventually(async () =>
      expect(await selin.page.evaluate(() => document.activeElement?.textContent)).toContain('Big order'),
    )
  })
})
