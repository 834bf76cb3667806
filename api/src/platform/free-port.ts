import { createServer } from 'node:net'

/**
 * Whether `port` can be listened on, and which one it is: 0 asks for any free one.
 * @throws the error of the operating system, such as EADDRINUSE or EACCES.
 */
export function freePort(host = '127.0.0.1', port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen({ host, port }, () => {
      const address = probe.address()
      probe.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}
