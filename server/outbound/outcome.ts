import type { IncomingHttpHeaders } from 'node:http'

/** Why nothing came back from outside; the list is closed, so that whoever asks can say it in words. */
export type Failure =
  /** No address of the web at all, or one that names its host in a way nobody on the internet is named. */
  | 'bad-url'
  /** Not https, nor http where the caller allows it. */
  | 'bad-scheme'
  /** A name or password in front of the host. */
  | 'credentials'
  /** A port the caller did not allow. */
  | 'bad-port'
  /** A header that cannot be sent, or that is ours to set. */
  | 'bad-header'
  /** The name leads nowhere. */
  | 'no-address'
  /** At least one of the name's addresses is not plainly a public one. */
  | 'not-public'
  | 'unreachable'
  /** No line that can be trusted: the certificate is not the host's, or nobody vouches for it. */
  | 'untrusted'
  /** Sent elsewhere where that is not followed: not allowed, too often, or down to plain http. */
  | 'redirected'
  | 'too-large'
  | 'too-slow'
  /** What came was no whole HTTP answer. */
  | 'broken'
  /** The caller changed their mind. */
  | 'aborted'

export type Failed = { failed: Failure }

/** What came back, with its body as it came: nothing is ever unpacked. */
export type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer }

export type Outcome = Answer | Failed

export const hasFailed = (it: object): it is Failed => 'failed' in it
