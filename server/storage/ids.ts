import { uuidv7 } from 'uuidv7'

/** A time-ordered id for a row the server makes: sorting by id is sorting by age. */
export const newId = (): string => uuidv7()
