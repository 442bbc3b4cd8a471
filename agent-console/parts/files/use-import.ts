import { useState } from 'preact/hooks'
import { randomId } from '#shared/values/random'
import { refusalText } from '../../data/session'

type ImportOf<Look, Line, Result> = {
  lookInto: (file: File) => Promise<Look>
  /** What a look guesses the columns are. */
  onLook: (look: Look) => void
  /** Has the file read, told row by row; under the same name nothing is brought in twice. */
  bringIn: (file: File, attempt: { rid: string; trial: boolean }, hear: (line: Line) => void) => Promise<void>
  resultOf: (lines: Line[]) => Result
  onDone?: () => void
}

/** How far the bringing in of a file has come: looked into, tried, done. */
export type Importing<Look, Result> = {
  look: Look | null
  trial: Result | null
  done: Result | null
  /** Rows heard of so far. */
  seen: number
  busy: boolean
  problem: string
  say: (problem: string) => void
  choose: (file: File | undefined) => Promise<void>
  /** Tries it; once it was tried, does it. */
  run: () => Promise<void>
  /** What was tried is no longer what is asked. */
  change: () => void
}

/** A file becomes something in three steps: which columns are what, what would become of each row, and then it is done. */
export function useImport<Look, Line, Result>(of: ImportOf<Look, Line, Result>): Importing<Look, Result> {
  const [file, setFile] = useState<File | null>(null)
  const [look, setLook] = useState<Look | null>(null)
  const [trial, setTrial] = useState<Result | null>(null)
  const [done, setDone] = useState<Result | null>(null)
  const [seen, setSeen] = useState(0)
  const [rid] = useState(randomId)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState('')

  const attempt = async (work: () => Promise<void>) => {
    setProblem('')
    setBusy(true)
    try {
      await work()
    } catch (error) {
      // Asked again under the same name, what is in already is not brought in twice.
      setProblem(refusalText(error))
    }
    setBusy(false)
    setSeen(0)
  }
  const choose = async (chosen: File | undefined) => {
    setProblem('')
    if (!chosen) return
    await attempt(async () => {
      const found = await of.lookInto(chosen)
      setFile(chosen)
      setLook(found)
      setTrial(null)
      of.onLook(found)
    })
  }
  const run = async () => {
    if (!file) return
    const lines: Line[] = []
    let shownAt = 0
    await attempt(async () => {
      await of.bringIn(file, { rid, trial: trial === null }, (line) => {
        lines.push(line)
        if (performance.now() - shownAt < 200) return
        shownAt = performance.now()
        setSeen(lines.length)
      })
      const result = of.resultOf(lines)
      if (trial === null) return setTrial(result)
      setDone(result)
      of.onDone?.()
    })
  }
  return { look, trial, done, seen, busy, problem, say: setProblem, choose, run, change: () => setTrial(null) }
}
