import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect, type Server } from 'node:net'

/** The internet's addresses of `shop.test`; every line to them ends at a server of the test. */
export const addresses: readonly string[] = ['93.184.215.14', '2606:4700:4700::1111']

const open: Server[] = []

/** Lets a server listen until {@link closeAll}. */
export async function listen(server: Server): Promise<number> {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  open.push(server)
  return (server.address() as AddressInfo).port
}

export const answering = (listener: RequestListener) => listen(createServer(listener))

/** Waits until every server is without lines, which shows that none was left open, whatever happened on it. */
export async function closeAll(): Promise<void> {
  for (const server of open.splice(0)) await new Promise((closed) => server.close(closed))
}

/** The internet as the door sees it: what was looked up and where lines were laid. The last answer is repeated. */
export function internet(port: number, answers: readonly (readonly string[])[] = [addresses]) {
  const lookedUp: string[] = []
  const dialled: { to: readonly string[]; port: number }[] = []
  return {
    lookedUp,
    dialled,
    resolve: async (host: string) => answers[lookedUp.push(host) - 1] ?? answers.at(-1) ?? [],
    dial: (to: readonly string[], at: number) => {
      dialled.push({ to, port: at })
      return connect(port, '127.0.0.1')
    },
  }
}

/** A certificate for `shop.test` that vouches for itself, made for these tests; its key opens nothing. */
export const certificate = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgE5vvfd3EwVDvWgrC
A6Gc7iebgCVurF9HVt+9ztaM6LChRANCAARKKqXLuT2f5dNaaU94GE6UaX1Yl9X4
rbXb7F+ZdFPdT9WKg5T184VxIAGeleUkNH/LnknegaMS57rZnEk2N9v7
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBczCCARqgAwIBAgIUXB2Bu876sduxfWQGGrOhI4Qovx0wCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJc2hvcC50ZXN0MCAXDTIwMDEwMTAwMDAwMFoYDzIxMjAwMTAx
MDAwMDAwWjAUMRIwEAYDVQQDDAlzaG9wLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARKKqXLuT2f5dNaaU94GE6UaX1Yl9X4rbXb7F+ZdFPdT9WKg5T184Vx
IAGeleUkNH/LnknegaMS57rZnEk2N9v7o0gwRjAUBgNVHREEDTALgglzaG9wLnRl
c3QwDwYDVR0TAQH/BAUwAwEB/zAdBgNVHQ4EFgQUN9BWbt30qjyTIgJ+kYM8Zt1e
8iYwCgYIKoZIzj0EAwIDRwAwRAIgQITZm2ODIIK+hbFLNd6JOPciB2wdinIarZPn
k4imEf8CICjRqaJ3J2keQRmghlKoOYSYmYU0mj6O6GuszVPIyMEG
-----END CERTIFICATE-----`,
}
