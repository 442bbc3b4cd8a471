import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Pressure, watchPressure } from '#server/door/pressure'

let now = 0
let waiting = 0
let pressure: Pressure
beforeEach(() => {
  vi.useFakeTimers()
  now = 0
  waiting = 0
  pressure = watchPressure(
    () => waiting,
    () => now,
  )
})
afterEach(() => {
  pressure.stop()
  vi.useRealTimers()
})

/** A look at the loop that comes `late` milliseconds after its time. */
function look(late: number): void {
  now += 250 + late
  vi.advanceTimersByTime(250)
}

const asks = (caller: 'visitor' | 'agent') => () => pressure.assertRoom(caller)

test('with room for everybody nobody is asked to wait', () => {
  waiting = 2_000
  look(400)
  look(400)
  expect(asks('visitor')).not.toThrow()
})

test('when too much waits visitors are asked first, agents when it is twice as bad', () => {
  waiting = 2_001
  expect(asks('visitor')).toThrow('busy')
  expect(asks('agent')).not.toThrow()
  waiting = 4_001
  expect(asks('agent')).toThrow('busy')
})

test('a loop that is late once is a hiccup, twice in a row a crowd, and in time again it is over', () => {
  look(700)
  expect(asks('visitor')).not.toThrow()
  look(700)
  expect(asks('visitor')).toThrow('busy')
  expect(asks('agent')).not.toThrow()
  look(1_200)
  look(1_200)
  expect(asks('agent')).toThrow('busy')
  look(0)
  expect(asks('visitor')).not.toThrow()
})
