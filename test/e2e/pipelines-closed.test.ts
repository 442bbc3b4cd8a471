import { beforeAll, describe, expect, test } from 'vitest'
import type { Pipeline } from '#shared/protocol/pipelines'
import { randomId } from '#shared/values/random'
import { hasChromium } from '../support/chromium'
import { password } from '../support/world'
import { AgentActor } from './actors/agent'
import { findings } from './actors/axe'
import { eventually } from './actors/eventually'
import { moveIn } from './actors/house'
import { SetterUp } from './actors/setter-up'

describe.skipIf(!hasChromium())('a pipeline is closed', () => {
  const house = moveIn()
  let repairs: Pipeline
  let selin: SetterUp
  let deniz: AgentActor

  beforeAll(async () => {
    repairs = await house.line.ask('pipeline:create', { name: 'Repairs', currency: 'TRY' })
    const siteIds = (await house.line.ask('site:list', {})).map(({ id }) => id)
    const hire = (name: string, email: string) =>
      house.line.ask('agent:create', {
        ...{ rid: randomId(), name, email, password },
        role: 'agent',
        locale: 'en',
        siteIds,
      })
    await hire('Deniz Ak', 'deniz@kuzey.test')
    await hire('Mert Usta', 'mert@kuzey.test')
    const whose = { siteId: siteIds[0] ?? '', name: 'Ayşe Kaya' }
    await house.line.ask('deal:add', { stageId: repairs.stages[0]?.id ?? '', whose, name: 'Cold boiler' })
    selin = await SetterUp.comes(house.browser, house.parley)
    const context = await house.browser.context({ viewport: { width: 1440, height: 900 } })
    deniz = await AgentActor.signsIn(context, house.parley.server.url, 'deniz@kuzey.test', password)
  })

  const boiler = () => deniz.page.locator('[data-card]').filter({ hasText: 'Cold boiler' })
  const members = async () =>
    (await house.line.ask('pipeline:list', {})).find(({ id }) => id === repairs.id)?.memberIds.length ?? 0

  test('[V23] it is opened to named agents at Manage, and who looks at it is led elsewhere at once and told why', async () => {
    await deniz.goesTo(`/crm/deals/${repairs.id}`)
    await boiler().waitFor()
    const { page } = selin
    await selin.goesTo(`/manage/pipelines/${repairs.id}`)
    const who = page.getByRole('region', { name: 'Who sees it' })
    await who.getByRole('radio', { name: 'Only these agents' }).check()
    await who.getByRole('checkbox', { name: 'Mert Usta' }).check()
    await page.getByRole('img', { name: 'Only for named agents' }).first().waitFor()
    await deniz.page.getByText('That pipeline is not open to you, or is gone.').waitFor()
    await boiler().waitFor({ state: 'hidden' })
    expect(new URL(deniz.page.url()).pathname).not.toContain(repairs.id)
    await deniz.page.getByRole('heading', { level: 1 }).waitFor()
    await selin.picture('who-sees')
    expect(await findings(page)).toEqual([])
  })

  test('[V23] whoever is named finds it again, and undo takes it back', async () => {
    const { page } = selin
    const who = page.getByRole('region', { name: 'Who sees it' })
    await who.getByRole('checkbox', { name: 'Deniz Ak' }).check()
    await deniz.goesTo(`/crm/deals/${repairs.id}`)
    await boiler().waitFor()
    await deniz.page.getByRole('img', { name: 'Only for named agents' }).waitFor()
    expect(await findings(deniz.page)).toEqual([])
    const named = await members()
    await page.getByRole('button', { name: 'Undo' }).last().click()
    await eventually(async () => expect(await members()).toBe(named - 1))
    await boiler().waitFor({ state: 'hidden' })
    await who.getByRole('radio', { name: 'Everyone who works here' }).check()
    await eventually(async () => expect(await members()).toBe(0))
    await page.getByRole('img', { name: 'Only for named agents' }).waitFor({ state: 'hidden' })
  })

  test('[V23] the list says it is closed, on a phone and in the dark', async () => {
    const { id: pipelineId } = repairs
    const [mert = ''] = (await house.line.ask('agent:list', {})).flatMap(({ id, name }) =>
      name === 'Mert Usta' ? [id] : [],
    )
    await house.line.ask('pipeline:edit', { pipelineId, changes: { memberIds: { was: [], is: [mert] } } })
    const phone = await SetterUp.comes(house.browser, house.parley, {
      ...{ viewport: { width: 360, height: 780 }, colorScheme: 'dark' as const },
    })
    await phone.goesTo('/manage/pipelines')
    await phone.page
      .getByRole('link', { name: /Repairs/ })
      .getByRole('img', { name: 'Only for named agents' })
      .waitFor()
    await phone.picture('closed-list-phone')
    await phone.goesTo(`/manage/pipelines/${pipelineId}`)
    await phone.page.getByRole('region', { name: 'Who sees it' }).waitFor()
    expect((await phone.overflow())[0]).toBe(0)
    await phone.picture('who-sees-phone')
    await house.line.ask('agent:setLocale', { locale: 'tr' })
    await phone.page.getByRole('region', { name: 'Kim görür' }).waitFor()
    await phone.picture('who-sees-turkish')
    await house.line.ask('agent:setLocale', { locale: 'en' })
  })
})
