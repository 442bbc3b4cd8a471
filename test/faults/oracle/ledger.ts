import type { Message } from '#shared/protocol/conversations'
import type { Deal } from '#shared/protocol/deals'
import type { Answer } from '#shared/protocol/index'
import type { RecordNote } from '#shared/protocol/notes'
import type { Pipeline } from '#shared/protocol/pipelines'
import type { RefusalCode } from '#shared/protocol/refusals'
import type { Task } from '#shared/protocol/tasks'
import type { VisitorMessage } from '#shared/protocol/visits'

/** A message its sender was told is sent. */
export type AckedMessage = {
  id: string
  conversationId: string
  seq: number
  body: string
  author: 'visitor' | 'agent'
}

/** A file its sender was told is kept. */
export type AckedFile = { id: string; name: string; sha256: string }

/** How often a name was asked under, and whether an answer came. */
type Asking = { times: number; firstAt: number; lastAt: number; answered: boolean }

/** Everything clients were told is done, written down as it was told. */
export class Ledger {
  readonly messages = new Map<string, AckedMessage>()
  /** Deals and tasks as answered, each version once. */
  readonly deals: Deal[] = []
  readonly tasks: Task[] = []
  readonly notes: RecordNote[] = []
  /** Pipelines as they were answered after a stage of them was taken out of use, or used again. */
  readonly pipelines: Pipeline[] = []
  readonly files: AckedFile[] = []
  /** How often the bytes of a file were sent, whatever became of them. */
  fileTries = 0
  /** What was due before is told, when the server has had the time for it; empty while it has not. */
  dueUntil = ''
  /** The names under which deals and tasks were asked for. */
  readonly dealRids = new Set<string>()
  readonly taskRids = new Set<string>()
  /** Sends that were answered only after they had been asked again, and were stored before that. */
  retriesAbsorbed = 0
  /** Sends that were asked more than once, whatever became of the first try. */
  retries = 0
  /** How often somebody's line was opened. */
  connections = 0
  /** The longest a send took from its first try to its answer, in milliseconds; whoever wants to measure resets it. */
  slowestMs = 0
  /** How often each refusal was given. */
  readonly refused = new Map<RefusalCode, number>()
  /** Told when something is acknowledged, and when somebody else hears of a message. */
  onAck: () => void = () => {}
  onFact: () => void = () => {}
  readonly #sends = new Map<string, Asking>()

  /** How many changes were acknowledged. */
  get acked(): number {
    const { messages, deals, tasks, notes, pipelines, files } = this
    return messages.size + [deals, tasks, notes, pipelines, files].reduce((sum, { length }) => sum + length, 0)
  }

  asked(name: string, input: unknown): void {
    const { id, rid } = input as { id?: string; rid?: string }
    if (name === 'deal:create' && rid) this.dealRids.add(rid)
    if (name === 'task:create' && rid) this.taskRids.add(rid)
    if ((name !== 'visit:send' && name !== 'message:send') || !id) return
    const before = this.#sends.get(id)
    if (before) this.retries++
    const now = Date.now()
    this.#sends.set(id, {
      times: (before?.times ?? 0) + 1,
      firstAt: before?.firstAt ?? now,
      lastAt: now,
      answered: before?.answered ?? false,
    })
  }

  answered(name: string, input: unknown, answer: Answer): void {
    if (!('ok' in answer)) {
      const { code } = answer.refused
      this.refused.set(code, (this.refused.get(code) ?? 0) + 1)
      return
    }
    const { id, body, rid } = input as { id: string; body: string; rid?: string }
    if (name === 'visit:send') {
      const { conversationId, message } = answer.ok as { conversationId: string; message: VisitorMessage }
      this.#message(id, { id, conversationId, seq: message.seq, body, author: 'visitor' }, message.sentAt)
    } else if (name === 'message:send') {
      const { conversationId, seq, sentAt } = answer.ok as Message
      this.#message(id, { id, conversationId, seq, body, author: 'agent' }, sentAt)
    } else if (name === 'deal:note') this.notes.push(answer.ok as RecordNote)
    else if (rid && name.startsWith('stage:')) this.pipelines.push(answer.ok as Pipeline)
    else if (rid && name.startsWith('deal:')) this.deals.push(answer.ok as Deal)
    else if (rid && name.startsWith('task:')) this.tasks.push(answer.ok as Task)
    else return
    this.onAck()
  }

  keptFile(file: AckedFile): void {
    this.files.push(file)
    this.onAck()
  }

  connected(): void {
    this.connections++
  }

  told(name: string): void {
    if (name === 'message.sent') this.onFact()
  }

  #message(id: string, acked: AckedMessage, sentAt: string): void {
    const sending = this.#sends.get(id)
    // Stored before it was asked for the last time: the server met a repetition and did nothing twice.
    if (sending && !sending.answered && sending.times > 1 && Date.parse(sentAt) < sending.lastAt) this.retriesAbsorbed++
    if (sending && !sending.answered) this.slowestMs = Math.max(this.slowestMs, Date.now() - sending.firstAt)
    if (sending) sending.answered = true
    this.messages.set(id, acked)
  }
}
