import { describe, expect, test } from 'vitest'
import { hasChromium } from '../support/chromium'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'

describe.skipIf(!hasChromium())('fields of one’s own', () => {
  const house = moveIn()

  test('[V18] [V06] [C02] a field is made, filled in beside the chat, mapped, and tried on the lead', async () => {
    const visitor = await house.arrive()
    await visitor.says('Twelve chairs, please')
    const { items } = await house.line.ask('conversation:list', { view: 'all' })
    const personId = items[0]?.person.id ?? ''
    await house.line.ask('lead:create', {
      whose: { personId },
      details: { name: 'Ayşe Kaya', company: 'Kaya Mobilya' },
    })

    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/manage/leads')
    const add = async (name: string, kind: string) => {
      await page.getByRole('textbox', { name: 'New field' }).fill(name)
      await page.getByRole('combobox', { name: 'What it holds' }).selectOption({ label: kind })
      await page.getByRole('button', { name: 'Add field' }).click()
      await page.getByRole('button', { name: `Remove ${name}` }).waitFor()
    }
    await add('Budget', 'Number')
    await add('Wood', 'List')
    for (const wood of ['Oak', 'Walnut']) {
      await page.getByRole('textbox', { name: 'New choice' }).fill(wood)
      await page.getByRole('textbox', { name: 'New choice' }).press('Enter')
      await page.getByRole('button', { name: `Remove ${wood}` }).waitFor()
    }
    await page.getByRole('button', { name: 'Move Wood', exact: true }).press('ArrowUp')
    await eventually(async () => {
      const names = await page.getByRole('textbox', { name: 'Name of the field' }).all()
      expect(await Promise.all(names.map((one) => one.inputValue()))).toEqual(['Wood', 'Budget'])
    })
    expect(await findings(page)).toEqual([])

    await agent.goesTo('/inbox/incoming')
    await agent.opens('Twelve chairs, please')
    await agent.panel.getByRole('button', { name: '2 more fields' }).click()
    await agent.panel.getByRole('combobox', { name: 'Wood' }).selectOption({ label: 'Walnut' })
    await agent.panel.getByRole('button', { name: 'Edit Budget' }).click()
    const budget = agent.panel.getByRole('textbox', { name: 'Budget' })
    await budget.fill('a lot')
    await budget.press('Enter')
    await agent.panel.getByText('Please enter a number.').waitFor()
    await budget.fill('12,500.50')
    await budget.press('Enter')
    await agent.panel.getByText('12,500.5', { exact: true }).waitFor()
    expect(await findings(page)).toEqual([])
    await eventually(async () => {
      const [card] = await house.line.ask('lead:ofPerson', { personId })
      expect(Object.values(card?.lead.custom ?? {})).toContain(12_500.5)
    })

    await agent.goesTo('/manage/leads')
    await page.getByRole('link', { name: 'Field mapping' }).click()
    await page.getByText('2 fields of a lead go nowhere: Wood, Budget').waitFor()
    await page.getByRole('button', { name: 'Create field Wood on Deal' }).click()
    await page.getByText('1 field of a lead goes nowhere: Budget').waitFor()
    // Only what every value fits is offered.
    const website = page.getByRole('combobox', { name: 'Website → Contact' })
    expect(await website.locator('option').allTextContents()).toEqual(['–', 'Website', 'Description'])
    await page.getByRole('combobox', { name: 'Company → Company' }).selectOption({ label: '–' })
    await page.getByRole('searchbox', { name: 'Name, company, e-mail or phone of a lead' }).fill('ayse')
    await page.getByRole('button', { name: 'Ayşe Kaya · Kaya Mobilya' }).click()
    const lands = (part: string) => page.getByRole('region', { name: part, exact: true })
    await lands('Deal').getByText('Walnut').waitFor()
    await lands('Contact').getByText('Ayşe Kaya').waitFor()
    await lands('Stays on the lead').getByText('12,500.5').waitFor()
    await lands('Stays on the lead').getByText('Kaya Mobilya').waitFor()
    expect(await findings(page)).toEqual([])
    expect((await house.line.ask('contact:list', {})).items).toEqual([])
    await page.getByRole('button', { name: 'Back to the usual way' }).click()
    await page.getByText('2 fields of a lead go nowhere: Wood, Budget').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText('2 fields of a lead go nowhere: Company, Budget').waitFor()
    await visitor.context.close()
    await agent.context.close()
  })
  test('[C07] [V02] leads come in from a file after a trial, and go out as one', async () => {
    const wood = await house.line.ask('field:create', { record: 'lead', name: 'Timber', kind: 'text', options: [] })
    const agent = await house.atConsole()
    const { page } = agent
    await agent.goesTo('/crm/leads')
    await page.getByRole('button', { name: 'Import leads' }).click()
    const dialog = page.getByRole('dialog')
    const rows = ['Full name,E-mail,Timber', 'Zeynep Ak,zeynep@ak.test,Oak', 'Nobody,no address,Elm']
    const file = { name: 'leads.csv', mimeType: 'text/csv', buffer: Buffer.from(rows.join('\n')) }
    await dialog.getByLabel('CSV file').setInputFiles(file)
    await dialog.getByRole('button', { name: 'Check the file' }).click()
    await dialog.getByText('1 would be new').waitFor()
    await dialog.getByText('E-mail: This is not an e-mail address.').waitFor()
    expect(await findings(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Import 1 row' }).click()
    await dialog.getByText('1 imported').waitFor()
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click()
    await page.getByRole('link', { name: 'Zeynep Ak' }).click()
    await page.getByText('Oak', { exact: true }).waitFor()
    await agent.goesTo('/crm/leads')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as CSV' }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^leads-.*\.csv$/)
    await house.line.ask('field:remove', { fieldId: wood.id })
    await agent.context.close()
  })
})
