import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll } from 'vitest'
import { createLinkChecker } from '../src/platform/links/link-check.ts'

/** A website of schools on loopback, and the link checker of the product, which is let through to that port alone. */
export function aSite() {
  const server = createServer((_, reply) => void reply.end('<title>Kết quả chuyển đổi số</title>'))
  const portOf = () => (server.address() as AddressInfo).port
  beforeAll(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)))
  afterAll(
    () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  )
  return {
    checkLink: createLinkChecker({
      resolve: async () => ['127.0.0.1'],
      allowed: (address, port) => address === '127.0.0.1' && port === portOf(),
    }),
    address: () => `http://truong.example:${portOf()}`,
  }
}
