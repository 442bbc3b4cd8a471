import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

/** A program of ours in a process of its own: takes one order, tells how far it is, ends with its result. */
export type Child<News, Result> = {
  process: ChildProcess
  result: Promise<Result>
  hear(listener: (news: News) => void): void
  tell(word: unknown): void
}

type Word<News, Result> = { news: News } | { result: Result }

/** Starts `file` (from the project's root) with its orders, by way of another program where one is named. */
export function startChild<Order, News, Result>(
  file: string,
  order: Order,
  by: readonly string[] = [],
): Child<News, Result> {
  const [command = '', ...words] = [...by, process.execPath, '--import', 'tsx', resolve(file)]
  const child = spawn(command, words, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  const listeners: ((news: News) => void)[] = []
  let trouble = ''
  child.stderr?.on('data', (chunk) => {
    trouble += chunk
  })
  const result = new Promise<Result>((done, failed) => {
    child.on('message', (word: Word<News, Result>) => {
      if ('result' in word) done(word.result)
      else for (const listener of listeners) listener(word.news)
    })
    child.once('exit', (code) => failed(new Error(`${file} ended with ${code}: ${trouble}`)))
  })
  child.send({ order })
  return {
    process: child,
    result,
    hear: (listener) => void listeners.push(listener),
    tell: (word) => void child.send({ word }),
  }
}

/** The child's side: runs once it has its orders, sends what it returns and ends. */
export function asChild<Order, News, Result>(
  run: (order: Order, say: (news: News) => void, hear: (listener: (word: unknown) => void) => void) => Promise<Result>,
): void {
  const listeners: ((word: unknown) => void)[] = []
  const say = (word: Word<News, Result>) => process.send?.(word)
  process.on('disconnect', () => process.exit(1))
  process.on('message', (message: { order: Order } | { word: unknown }) => {
    if ('word' in message) for (const listener of listeners) listener(message.word)
    else
      run(
        message.order,
        (news) => say({ news }),
        (listener) => void listeners.push(listener),
      ).then(
        (result) => process.send?.({ result }, () => process.exit(0)),
        (error: unknown) => {
          process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error))
          process.exit(1)
        },
      )
  })
}
