/** One attempt of a client to change something: who, under which name, with which input. */
export type Attempt = { caller: string; rid: string; inputHash: string }
