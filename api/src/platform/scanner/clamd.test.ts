import { once } from 'node:events'
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clamdProgram, eicar, startClamd, type RunningClamd } from '../../../test/clamd.ts'
import { zip } from '../../../test/sample-files.ts'
import { watchMemory } from '../../../test/memory.ts'
import { clamd, scannerAddress, ScannerUnavailable } from './index.ts'

const mebibyte = 1024 * 1024
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-scan-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(name: string, content: string | Buffer) {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

/** As large as asked, and a hole: nothing but zeros, no room on the disk. */
async function largeFile(bytes: number) {
  const path = join(folder, `large-${bytes}`)
  const handle = await open(path, 'w')
  await handle.truncate(bytes)
  await handle.close()
  return path
}

describe.skipIf(clamdProgram === null)('the daemon of ClamAV', () => {
  let daemon: RunningClamd
  beforeAll(async () => {
    daemon = await startClamd(['StreamMaxLength 150M', 'MaxFileSize 150M', 'MaxScanSize 300M', 'AlertExceedsMax yes'])
  })
  afterAll(() => daemon.stop())
  const scanner = () => clamd({ address: { path: daemon.path } })

  it('finds nothing in a clean file, also in an empty one', async () => {
    expect(await scanner().scan(await file('clean', 'Kế hoạch chuyển đổi số'))).toEqual({ state: 'clean' })
    expect(await scanner().scan(await file('empty', ''))).toEqual({ state: 'clean' })
  })

  it('names the threat in an infected file, also inside an archive', async () => {
    const threat = 'Thuoc.Eicar-Test.UNOFFICIAL'
    expect(await scanner().scan(await file('eicar', eicar))).toEqual({ state: 'infected', threat })
    const packed = zip({ 'thư mục/virus.com': eicar, 'khác.txt': 'Sạch' })
    expect(await scanner().scan(await file('eicar.zip', packed))).toEqual({ state: 'infected', threat })
  })

  it('answers many at once, each for its own file', async () => {
    const [clean, infected] = [await file('one', 'Sạch'), await file('two', eicar)]
    const paths = Array.from({ length: 20 }, (_, index) => (index % 3 === 0 ? infected : clean))
    const states = await Promise.all(paths.map(async (path) => (await scanner().scan(path)).state))
    expect(states).toEqual(paths.map((path) => (path === infected ? 'infected' : 'clean')))
  })

  it('sends a file of 100 MB in constant memory', async () => {
    const path = await largeFile(100 * mebibyte)
    const { result, grownBy } = await watchMemory(() => scanner().scan(path))
    expect(result).toEqual({ state: 'clean' })
    expect(grownBy).toBeLessThan(40 * mebibyte)
  })

  it('says of a file beyond the daemon’s limits that it is too large, not that it is clean', async () => {
    expect(await scanner().scan(await largeFile(151 * mebibyte))).toEqual({ state: 'too-large' })
    const small = await startClamd(['StreamMaxLength 50M', 'MaxFileSize 1M', 'AlertExceedsMax yes'])
    const other = clamd({ address: { path: small.path } })
    expect(await other.scan(await largeFile(2 * mebibyte)).finally(small.stop)).toEqual({ state: 'too-large' })
  })

  it('is reached by TCP as well', async () => {
    const bridge = createServer((socket) => {
      const inner = connect(daemon.path)
      socket.pipe(inner).pipe(socket)
      for (const end of [socket, inner]) end.on('error', () => {})
    }).listen(0, '127.0.0.1')
    await once(bridge, 'listening')
    const address = bridge.address()
    const port = typeof address === 'object' && address ? address.port : 0
    const scanner = clamd({ address: { host: '127.0.0.1', port } })
    expect(await scanner.scan(await file('by tcp', eicar))).toMatchObject({ state: 'infected' })
    bridge.close()
  })

  it('tells its engine', async () => {
    expect(await scanner().version()).toMatch(/^ClamAV \d/)
  })

  it('is unavailable when the daemon dies in mid-scan', async () => {
    const mortal = await startClamd(['StreamMaxLength 2000M', 'MaxFileSize 2000M', 'MaxScanSize 2000M'])
    const scan = clamd({ address: { path: mortal.path } }).scan(await largeFile(1500 * mebibyte))
    const outcome = expect(scan).rejects.toThrow(ScannerUnavailable)
    setTimeout(() => mortal.process.kill('SIGKILL'), 100)
    await outcome
    await mortal.stop()
  })
})

describe('a scanner that is away', () => {
  const absent = () => clamd({ address: { path: join(folder, 'nobody.sock') } })

  it('is unavailable when nobody listens', async () => {
    const path = await file('waits', 'Sạch')
    await expect(absent().scan(path)).rejects.toThrow(ScannerUnavailable)
    await expect(absent().version()).rejects.toThrow(ScannerUnavailable)
    await expect(clamd({ address: { host: '127.0.0.1', port: 1 } }).scan(path)).rejects.toThrow(ScannerUnavailable)
  })

  const replies: [string, (socket: Socket) => void][] = [
    ['never answers', () => {}],
    ['hangs up', (socket) => socket.destroy()],
    ['ends politely without an answer', (socket) => socket.end()],
    ['is no clamd', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n'.repeat(1000))],
    ['has a fault of its own', (socket) => socket.write("stream: Can't allocate memory ERROR\0")],
  ]
  it.each(replies)('is unavailable when what listens %s', async (_, reply) => {
    const { server, address } = await listen(reply)
    const scanner = clamd({ address, answerWithin: 500 })
    await expect(scanner.scan(await largeFile(5 * mebibyte))).rejects.toThrow(ScannerUnavailable)
    server.close()
  })

  it('is not blamed for a file that is gone', async () => {
    const { server, address } = await listen(() => {})
    await expect(clamd({ address }).scan(join(folder, 'gone'))).rejects.toThrow('ENOENT')
    server.close()
  })
})

async function listen(reply: (socket: Socket) => void): Promise<{ server: Server; address: { path: string } }> {
  const path = join(folder, `${crypto.randomUUID().slice(0, 8)}.sock`)
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => reply(socket))
  }).listen(path)
  await once(server, 'listening')
  return { server, address: { path } }
}

describe('the address of a scanner', () => {
  it.each([
    ['tcp://127.0.0.1:3310', { host: '127.0.0.1', port: 3310 }],
    ['tcp://clamav:3310', { host: 'clamav', port: 3310 }],
    ['tcp://[::1]:3310', { host: '::1', port: 3310 }],
    ['unix:/run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['unix:///run/clamav/clamd.ctl', { path: '/run/clamav/clamd.ctl' }],
    ['tcp://clamav', null],
    ['tcp://clamav:0', null],
    ['tcp://clamav:99999', null],
    ['http://clamav:3310', null],
    ['unix:run/clamd', null],
    ['clamav:3310', null],
  ])('%s', (text, address) => {
    expect(scannerAddress(text)).toEqual(address)
  })
})
