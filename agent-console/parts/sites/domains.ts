/** Domains somebody typed or pasted, separated by commas, spaces or lines; addresses are cut down to their host. */
export const domainsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,;]+/)
      .map((word) =>
        word
          .trim()
          .toLowerCase()
          .replace(/^[a-z]+:\/\//, '')
          .replace(/[/?#].*$/s, ''),
      )
      .filter(Boolean),
  ),
]

/** The first that cannot be a domain; the server has the last word. */
export const oddDomain = (domains: readonly string[]): string | undefined => domains.find((it) => !likely.test(it))

const likely = /^(\*\.)?[\p{L}\p{N}]([\p{L}\p{N}.-]*[\p{L}\p{N}])?(:\d{1,5})?$/u

/** Whether only this machine, or this network's own names, are meant. */
export const isLocal = (host: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\]|::1)(:\d+)?$/.test(host) || /\.(localhost|local|test)(:\d+)?$/.test(host)
