import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Somebody's web page on another site, which carries the widget and allows exactly what docs/EMBEDDING.md asks for. */
export class HostPage {
  private constructor(
    private readonly server: Server,
    private readonly chat: string,
    private readonly key: string,
  ) {}

  static async open(chat: string, key: string): Promise<HostPage> {
    const server = createServer((req, res) => host.answer(req.url ?? '/', res))
    const host = new HostPage(server, chat, key)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return host
  }

  /** Its address under a name; `127.0.0.1` is another site than `localhost`, a name under `.test` no secure context. */
  url(name = '127.0.0.1', path = '/tables'): string {
    return `http://${name}:${(this.server.address() as AddressInfo).port}${path}`
  }

  close(): Promise<void> {
    this.server.closeAllConnections()
    return new Promise((resolve) => this.server.close(() => resolve()))
  }

  private answer(path: string, res: import('node:http').ServerResponse): void {
    if (path === '/favicon.ico') return void res.writeHead(204).end()
    if (path === '/before.js') {
      res.setHeader('content-type', 'text/javascript')
      return void res.end(`
        window.Parley = window.Parley || function () { (Parley.q = Parley.q || []).push(arguments) }
        window.heard = []
        for (const event of ['ready', 'open', 'close', 'message:sent', 'message:received', 'unread', 'error'])
          Parley('on', event, (data) => window.heard.push([event, data]))
        Parley('set', { plan: 'pro' })`)
    }
    const { chat } = this
    res.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        `script-src 'self' ${chat}`,
        `frame-src ${chat}`,
        `connect-src ${chat}`,
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
      ].join('; '),
    })
    res.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Tables</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <script src="/before.js"></script>
      <script async src="${chat}/widget.js" data-site="${this.key}" data-locale="en"></script>
      </head><body><h1>Furniture that ages well</h1><p><a href="/chairs">Chairs</a></p></body></html>`)
  }
}
