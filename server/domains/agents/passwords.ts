import { hash, verify } from '@node-rs/argon2'
import { Refusal } from '#shared/protocol/refusals'
import { assertStrong } from './rules'

// https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html: argon2id, 19 MiB, 2 passes.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** At most this many hashes at once: each holds 19 MiB and a thread. */
const atOnce = 4
const queueLimit = 50
let running = 0
const waiting: (() => void)[] = []

/**
 * Hashes a password somebody has just chosen, unless it is easy to guess. Slow on purpose: never inside a change.
 * @param about what belongs to its owner and is no secret: name, e-mail
 * @throws Refusal `password-common`
 */
export async function hashNewPassword(password: string, ...about: string[]): Promise<string> {
  assertStrong(password, ...about)
  if ((await leaked()).has(password.toLowerCase())) throw new Refusal('password-common')
  return inTurn(() => hash(password, cost))
}

let known: Promise<ReadonlySet<string>> | null = null

/** The passwords most often found in leaks. Read when the first password is chosen: nobody else waits for them. */
function leaked(): Promise<ReadonlySet<string>> {
  known ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(String)),
  )
  return known
}

/** A hash of nothing anyone knows, so that an unknown e-mail takes as long as a wrong password. */
const decoy = inTurn(() => hash('nobody has this password', cost))

/** Whether the password is the one behind `known`; with no hash it is false, after the same time. */
export const isPassword = async (known: string | undefined, password: string): Promise<boolean> => {
  const target = known ?? (await decoy)
  const matches = await inTurn(() => verify(target, password))
  return known !== undefined && matches
}

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= atOnce) {
    if (waiting.length >= queueLimit) throw new Refusal('busy', { retryAfterMs: 1_000 })
    await new Promise<void>((resolve) => waiting.push(resolve))
  }
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}
