import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { Scene } from '../badly/scene'
import { pause } from '../clients/crowd'
import type { Outcome } from '../harness'
import { judge } from '../oracle/judge'
import { comeBetween } from '../wire/between'
import { asChild } from '../wire/child'
import { goodLine } from '../wire/shape'
import type { LossyOrders } from './lossy'
import { fillThinLine } from './typing'

const lossPercent = 20
const workMs = 30_000
/** A modem's patience with what it cannot carry yet, instead of the megabytes a machine keeps for itself. */
const smallBuffers = '4096 8192 8192'

asChild<LossyOrders, string, Outcome>(async (orders, say) => {
  execFileSync('ip', ['link', 'set', 'lo', 'up'])
  for (const which of ['rmem', 'wmem']) writeFileSync(`/proc/sys/net/ipv4/tcp_${which}`, smallBuffers)
  const scene = await Scene.set({ ...orders, say }, { visitors: 12, agents: 3, pace: [300, 900] })
  const shape = { next: goodLine }
  const relay = await comeBetween(scene, () => shape.next)
  try {
    const typing = await fillThinLine(scene, shape)
    say(`${typing.figures.typingHeard} of ${typing.figures.typingSaid} heard that somebody types`)
    scene.crowd.work()
    losePackets(scene.program.run.port)
    await pause(workMs)
    keepPackets()
    say(`${scene.ledger.acked} acknowledged while ${lossPercent} % of all packets were lost`)
    const { figures, broken } = await judge(scene)
    return {
      figures: {
        ...typing.figures,
        lossPercent,
        lossyAcked: figures.acked ?? 0,
        lossyLost: figures.lost ?? 0,
        lossyDoubled: figures.doubled ?? 0,
        lossyReordered: figures.reordered ?? 0,
        lossyWrongViews: figures.wrongViews ?? 0,
      },
      broken: [...typing.broken, ...broken.map((promise) => `while packets were lost: ${promise}`)],
    }
  } finally {
    await scene.clear()
    relay.close()
  }
})

function losePackets(port: number): void {
  const lose = (end: 'sport' | 'dport') => `tcp ${end} ${port} numgen random mod 100 < ${lossPercent} drop`
  nft('add table inet lossy')
  nft('add chain inet lossy arriving { type filter hook input priority 0; }')
  for (const end of ['sport', 'dport'] as const) nft(`add rule inet lossy arriving ${lose(end)}`)
}

const keepPackets = () => nft('delete table inet lossy')

const nft = (command: string) => execFileSync('nft', [command])
