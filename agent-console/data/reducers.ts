import type { Fact, FactName } from '#shared/protocol/index'
import type { State } from './state'

/** How each fact changes what the console knows. A fact without a line is a type error where the table is put together. */
export type Reducers<Names extends FactName = FactName> = {
  [Name in Names]: (state: State, fact: Fact<Name>) => State
}
