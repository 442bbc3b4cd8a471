import { asChild } from '../wire/child'
import { pause } from '../wire/measure'
import { Crowd, type CrowdNews, type CrowdOrders, type CrowdResult } from './crowd'

const newsEveryMs = 500

asChild<CrowdOrders, CrowdNews, CrowdResult>(async (orders, say, hear) => {
  let isOver = false
  hear(() => {
    isOver = true
  })
  const crowd = new Crowd(orders)
  await crowd.comeIn()
  while (!isOver) {
    say(crowd.news)
    await pause(newsEveryMs)
  }
  return crowd.result()
})
