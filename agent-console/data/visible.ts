import type { State } from './state'

/**
 * What a person could see of a state, in one form: rows by id, without cursors. Two states that look the same are
 * equal here, whichever way they came about.
 */
export function visible(state: State): unknown {
  const { incoming, mine, all } = state.counts
  return {
    me: state.me,
    counts: { incoming, mine, all },
    agents: rows(state.agents),
    sites: rows(state.sites),
    pipelines: rows(state.pipelines),
    people: rows(state.people),
    conversations: rows(state.conversations),
    threads: rows(state.threads).map(([id, { messages, notes }]) => [id, { messages, notes }]),
    deals: rows(state.deals).filter(([, card]) => !card.deal.removed),
    totals: rows(state.totals).filter(([, { count }]) => count > 0),
    tasks: rows(state.tasks),
  }
}

const rows = <Row>(map: ReadonlyMap<string, Row>): [string, Row][] =>
  [...map].sort(([a], [b]) => (a < b ? -1 : 1))
