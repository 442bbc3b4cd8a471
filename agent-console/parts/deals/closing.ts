/** The two ways a deal ends. */
export type Closing = 'won' | 'lost'
