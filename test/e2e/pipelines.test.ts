import { beforeAll, describe, expect, test } from 'vitest'
import { randomText } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { visitorAt } from '../support/installed'
import { page as shopPage } from '../support/shop-page'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { SetterUp } from './actors/setter-up'

describe.skipIf(!hasChromium())('pipelines are set up', () => {
  const house = moveIn()
  let personId: string
  let selin: SetterUp
  let second: SetterUp

  beforeAll(async () => {
    const visitor = await visitorAt(house.parley.server.url, house.parley.key, `v1.${randomText(32)}`)
    const said = { id: randomText(16), body: 'My boiler is cold', page: shopPage, language: 'tr-TR' }
    const { conversationId } = await visitor.ask('visit:send', said)
    personId = (await house.line.ask('conversation:read', { conversationId })).person.id
    visitor.close()
    selin = await SetterUp.comes(house.browser, house.parley)
    second = await SetterUp.comes(house.browser, house.parley)
  })

  const pipelineNamed = async (name: string) =>
    (await house.line.ask('pipeline:list', {})).find((one) => one.name === name)
  const stagesOf = async (name: string) => (await pipelineNamed(name))?.stages.map((stage) => stage.name)

  test('[P01] [P02] [P04] [P07] [P11] [P13] a pipeline from nothing: made, its stages and reasons set, saved by itself, used on the board', async () => {
    await selin.goesTo('/crm/deals')
    await selin.page.getByRole('link', { name: 'Set up this pipeline' }).click()
    await selin.page.getByRole('navigation', { name: 'You are here' }).getByRole('link', { name: 'Pipelines' }).click()
    await selin.page.getByRole('button', { name: 'New pipeline' }).click()
    const dialog = selin.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Make pipeline' }).click()
    await dialog.getByText('Please enter a name.').waitFor()
    await dialog.getByLabel('Name').fill('Repairs')
    await dialog.getByLabel('Currency').selectOption('EUR')
    await dialog.getByLabel('Begin with').selectOption({ label: 'Service request' })
    await dialog.getByRole('button', { name: 'Make pipeline' }).click()
    await selin.page.getByRole('heading', { name: 'Repairs', level: 2 }).waitFor()

    await selin.page.getByRole('textbox', { name: 'Name of the new stage' }).fill('Parts ordered')
    await selin.page.getByRole('textbox', { name: 'Name of the new stage' }).press('Enter')
    await selin.seesStages(
      'Request received',
      'Details clear',
      'Visit arranged',
      'Quote sent',
      'Work agreed',
      'Parts ordered',
    )

    await selin.page.getByRole('button', { name: 'Move Parts ordered', exact: true }).focus()
    await selin.page.keyboard.press('ArrowUp')
    await selin.page.keyboard.press('ArrowUp')
    await selin.page.getByText('Parts ordered is now 4 of 6').waitFor({ state: 'attached' })
    await selin.page.getByRole('button', { name: 'Move Request received down' }).click()
    const order = ['Details clear', 'Request received', 'Visit arranged', 'Parts ordered', 'Quote sent', 'Work agreed']
    await selin.seesStages(...order)
    await eventually(async () => expect((await stagesOf('Repairs'))?.slice(0, 6)).toEqual(order))

    await selin.stage('Details clear').fill('Called back')
    await selin.page.getByText('Saved', { exact: true }).waitFor()
    expect((await stagesOf('Repairs'))?.[0]).toBe('Called back')
    await selin.page.getByRole('textbox', { name: 'Chance in Called back, percent' }).fill('140')
    await selin.page.getByText('A whole number from 0 to 100.').waitFor()
    await selin.page.getByRole('textbox', { name: 'Chance in Called back, percent' }).fill('15')
    await eventually(async () => expect((await pipelineNamed('Repairs'))?.stages[0]?.probability).toBe(15))

    await selin.page.getByRole('textbox', { name: 'New loss reason' }).fill('Boiler too old')
    await selin.page.getByRole('button', { name: 'Add reason' }).click()
    await selin.page.getByRole('button', { name: 'Move Boiler too old up' }).click()
    await selin.page.getByRole('button', { name: 'Archive Price' }).click()
    await selin.page.getByText('“Price” is archived').waitFor()
    await eventually(async () =>
      expect((await pipelineNamed('Repairs'))?.lossReasons.map(({ label }) => label)).not.toContain('Price'),
    )
    await selin.page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () =>
      expect((await pipelineNamed('Repairs'))?.lossReasons.map(({ label }) => label)[0]).toBe('Price'),
    )

    const pipelineId = (await pipelineNamed('Repairs'))?.id ?? ''
    const deal = await house.line.ask('deal:create', {
      personId,
      conversationId: null,
      pipelineId,
      name: 'Cold boiler',
    })
    expect(deal.currency).toBe('EUR')
    await selin.page.getByRole('link', { name: 'Open the board' }).click()
    await selin.page
      .getByRole('region', { name: 'Called back, 1 deal' })
      .getByRole('link', { name: 'Cold boiler' })
      .waitFor()
  })

  test('[P13] [P14] two who set up see each other at once, and leaving a field half typed keeps what was typed', async () => {
    const pipelineId = (await pipelineNamed('Repairs'))?.id ?? ''
    await selin.goesTo(`/manage/pipelines/${pipelineId}`)
    await second.goesTo(`/manage/pipelines/${pipelineId}`)
    await selin.stage('Quote sent').fill('Quote is out')
    // Gone before the pause is over.
    await selin.page.getByRole('link', { name: 'Team' }).click()
    await second.stage('Quote is out').waitFor()
    await second.page.getByRole('checkbox', { name: 'Stages may be skipped' }).uncheck()
    await eventually(async () => expect((await pipelineNamed('Repairs'))?.maySkip).toBe(false))
    await selin.goesTo('/manage/pipelines')
    await selin.page
      .getByRole('link', { name: /^Repairs/ })
      .getByText('6 stages')
      .waitFor()
    await second.page.getByRole('button', { name: 'Duplicate' }).click()
    await second.page.getByRole('button', { name: 'Make pipeline' }).click()
    await selin.page.getByRole('link', { name: /^Repairs \(copy\)/ }).waitFor()
    await second.goesTo('/crm/deals')
    await second.page.getByRole('button', { name: /^Pipeline: / }).click()
    await second.page.getByRole('menuitemradio', { name: /^Repairs \(copy\)/ }).waitFor()
    await second.page.keyboard.press('Escape')
  })

  test('[P10] [P18] removing a stage asks where its deals go; a stage asks for what it needs, and only for that', async () => {
    const pipeline = await pipelineNamed('Repairs')
    const pipelineId = pipeline?.id ?? ''
    await selin.goesTo(`/manage/pipelines/${pipelineId}`)
    await selin.page.getByRole('button', { name: 'Remove Called back' }).click()
    const dialog = selin.page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Move and remove' }).click()
    await dialog.getByText('Please choose a stage.').waitFor()
    expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0)
    await dialog.getByRole('radio', { name: 'Request received' }).check()
    await dialog.getByRole('button', { name: 'Move and remove' }).click()
    await selin.page.getByText('“Called back” is removed; its deals are in “Request received”').waitFor()

    await selin.page.getByRole('button', { name: 'More about Visit arranged' }).click()
    await selin.page.getByRole('checkbox', { name: 'Amount' }).check()
    await selin.page.getByRole('checkbox', { name: 'Owner' }).check()
    await eventually(async () =>
      expect((await pipelineNamed('Repairs'))?.stages[1]?.requires).toEqual(['amount', 'ownerId']),
    )
    await second.goesTo(`/crm/deals/${pipelineId}`)
    const card = second.page.locator('[data-card]').filter({ hasText: 'Cold boiler' })
    await card.getByRole('link').focus()
    for (const key of ['Space', 'ArrowRight', 'Space']) await second.page.keyboard.press(key)
    const asked = second.page.getByRole('dialog')
    await asked.getByLabel('Amount (EUR)').waitFor()
    expect(await asked.getByLabel('Owner').count()).toBe(0)
    await asked.getByRole('button', { name: 'Move' }).click()
    await asked.getByText('Needed to enter this stage.').waitFor()
    await asked.getByLabel('Amount (EUR)').fill('420.50')
    await asked.getByRole('button', { name: 'Move' }).click()
    await second.page.getByRole('region', { name: 'Visit arranged, 1 deal' }).getByText('€420.50').first().waitFor()
  })

  test('[P12] another currency with deals in it: converted at a rate, or the same figures for the name of the pipeline', async () => {
    const { id = '' } = (await pipelineNamed('Repairs')) ?? {}
    await selin.goesTo(`/manage/pipelines/${id}`)
    await selin.page.getByLabel('Currency', { exact: true }).selectOption('TRY')
    const dialog = selin.page.getByRole('dialog')
    await dialog.getByRole('radio', { name: 'Convert them at a rate' }).check()
    await dialog.getByLabel('TRY for one EUR').fill('41.25')
    await dialog.getByText('€100 becomes ₺4,125.').waitFor()
    await dialog.getByRole('button', { name: 'Change currency' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect((await house.line.ask('deal:ofPerson', { personId }))[0]?.deal).toMatchObject({
      amount: 1_734_563,
      currency: 'TRY',
    })
    await selin.page.getByLabel('Currency', { exact: true }).selectOption('USD')
    await dialog.getByRole('radio', { name: /^Keep the figures/ }).check()
    await dialog.getByRole('button', { name: 'Change currency' }).click()
    await dialog.getByText('This is not the name of the pipeline.').waitFor()
    await dialog.getByLabel('Type “Repairs” to be sure').fill('Repairs')
    await dialog.getByRole('button', { name: 'Change currency' }).click()
    await dialog.waitFor({ state: 'hidden' })
    expect((await pipelineNamed('Repairs'))?.currency).toBe('USD')
  })

  test('[P16] a pipeline is archived and brought back, and one without deals is removed', async () => {
    const { id = '' } = (await pipelineNamed('Repairs (copy)')) ?? {}
    await selin.goesTo(`/manage/pipelines/${id}`)
    await selin.page.getByRole('button', { name: 'Archive', exact: true }).click()
    await selin.page.getByText('This pipeline is archived:').waitFor()
    expect(await selin.page.getByRole('button', { name: 'Add stage' }).count()).toBe(0)
    await selin.page.getByRole('button', { name: 'Undo' }).click()
    await selin.page.getByRole('button', { name: 'Add stage' }).waitFor()
    await selin.page.getByRole('button', { name: 'Remove', exact: true }).click()
    await selin.page.getByRole('button', { name: 'Remove for good' }).click()
    await selin.page.getByRole('heading', { name: 'Pipelines', level: 2 }).waitFor()
    await eventually(async () => expect(await pipelineNamed('Repairs (copy)')).toBeUndefined())
  })

  test('[P01] everybody can use it: light and dark, wide and narrow, in both languages', async () => {
    const { id = '' } = (await pipelineNamed('Repairs')) ?? {}
    for (const look of [
      { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
      { colorScheme: 'dark', viewport: { width: 390, height: 844 } },
    ] as const)
      for (const language of ['en', 'tr'] as const) {
        await house.line.ask('agent:setLocale', { locale: language })
        const somebody = await SetterUp.comes(house.browser, house.parley, look)
        for (const path of ['/manage/pipelines', `/manage/pipelines/${id}`]) {
          await somebody.goesTo(path)
          await somebody.page.locator('[data-row]').first().waitFor()
          const more = somebody.page.getByRole('button', { name: /^(More about|Ayrıntılar:) / })
          if (await more.count()) await more.first().click()
          expect(await findings(somebody.page), `${path} ${language} ${look.colorScheme}`).toEqual([])
          expect(await somebody.overflow(), `${path} is larger than the window`).toEqual([0, 0])
          await somebody.picture(`${path.split('/').length > 3 ? 'pipeline' : 'list'}-${language}-${look.colorScheme}`)
        }
        await somebody.page.context().close()
      }
    await house.line.ask('agent:setLocale', { locale: 'en' })
  })
})
