export type Letter = { id: string; to: string; subject: string; text: string }

/**
 * What became of a letter. `unreachable` says nothing about it: the next one would fare no better. What is `refused`
 * will be refused again.
 */
export type Sent = { sent: true } | { sent: false; why: 'refused' | 'failed' | 'unreachable'; said: string }

export type Post = { send(letter: Letter): Promise<Sent>; close(): void }

/**
 * The one way to a mail server. A letter always goes out under the same Message-ID, so that one that was sent twice is
 * received once.
 * @param url `smtp://name:password@host:587` or `smtps://…`
 * @param from the sender: an address, or a name and an address in angle brackets
 */
export function openPost(url: string, from: string): Post {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from
  const host = address.slice(address.lastIndexOf('@') + 1)
  // Loaded with the first letter: a house that sends none does without.
  const open = async () =>
    (await import('nodemailer')).createTransport({
      url,
      ...{ connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 },
      // Nothing of a letter is ever read from a file or an address.
      ...{ disableFileAccess: true, disableUrlAccess: true },
    })
  let opened: ReturnType<typeof open> | undefined
  return {
    async send({ id, to, subject, text }) {
      try {
        opened ??= open()
        await (await opened).sendMail({
          from,
          // Given apart from any name, an address is an address, whatever it holds.
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${host}>`,
          headers: {
            'List-Unsubscribe': `<mailto:${address}?subject=unsubscribe>`,
            'Auto-Submitted': 'auto-generated',
          },
        })
        return { sent: true }
      } catch (error) {
        return { sent: false, ...readTrouble(error) }
      }
    },
    close: () => void opened?.then((transport) => transport.close()),
  }
}

/** Codes of nodemailer that say that there was no talking to the server at all. */
const noTalk = new Set(['ECONNECTION', 'ETIMEDOUT', 'ESOCKET', 'EDNS', 'ETLS', 'EAUTH', 'ENOAUTH', 'ECONNREFUSED'])

function readTrouble(error: unknown): { why: 'refused' | 'failed' | 'unreachable'; said: string } {
  const { code = '', responseCode = 0, response } = error as { code?: string; responseCode?: number; response?: string }
  const said = (response ?? (error instanceof Error ? error.message : String(error))).slice(0, 300)
  if (noTalk.has(code)) return { why: 'unreachable', said }
  return { why: responseCode >= 500 ? 'refused' : 'failed', said }
}
