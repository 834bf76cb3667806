import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'
import type { ScannerAddress } from './address.ts'
import { ScannerUnavailable, type Scanner, type Verdict } from './scanner.ts'

export type ClamdSettings = {
  address: ScannerAddress
  /** Milliseconds in which the line has to stand. */
  connectWithin?: number
  /** Milliseconds for one file, from the first byte to the answer. */
  answerWithin?: number
}

const piece = 64 * 1024
/** No answer of clamd is longer than the name of a threat. */
const longestAnswer = 4096

/**
 * The daemon of ClamAV, by its own protocol: it is sent the file (`INSTREAM`), so it may stand on another machine and
 * needs no right to our folders. Constant memory; one connection a file, as clamd wants it.
 */
export function clamd({ address, connectWithin = 5_000, answerWithin = 600_000 }: ClamdSettings): Scanner {
  async function ask(command: string, path: string | null): Promise<string> {
    const ended = new AbortController()
    const socket = connect(address)
    try {
      return await new Promise<string>((resolve, reject) => {
        const fail = (error: Error) => reject(error)
        const slow = (what: string) => () => reject(new Error(what))
        const timers = [
          setTimeout(slow('No connection in time'), connectWithin),
          setTimeout(slow('No answer in time'), answerWithin),
        ]
        ended.signal.addEventListener('abort', () => timers.forEach(clearTimeout))
        socket.once('connect', () => clearTimeout(timers[0]))
        answerOf(socket).then(resolve, fail)
        // The answer counts even when sending broke off: clamd hangs up on what is too large for it.
        tell(socket, command, path, ended.signal).catch((error: unknown) => {
          if (!isHangUp(error)) fail(error instanceof Error ? error : new Error('Not sent'))
        })
      })
    } catch (error) {
      if (isOfFile(error)) throw error
      throw new ScannerUnavailable(error instanceof Error ? error.message : 'Unavailable', { cause: error })
    } finally {
      ended.abort()
      socket.destroy()
    }
  }

  return {
    scan: async (path) => verdictOf(await ask('zINSTREAM\0', path)),
    version: () => ask('zVERSION\0', null),
  }
}

/** Each piece goes behind its length, an empty one ends the file. Waits for the line, so that nothing piles up. */
async function tell(socket: Socket, command: string, path: string | null, signal: AbortSignal) {
  await once(socket, 'connect', { signal })
  socket.write(command)
  if (path === null) return
  for await (const chunk of chunksOf(path, signal)) {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    socket.write(length)
    if (!socket.write(chunk)) await once(socket, 'drain', { signal })
  }
  socket.write(Buffer.alloc(4))
}

const chunksOf = (path: string, signal: AbortSignal): AsyncIterable<Buffer> =>
  createReadStream(path, { highWaterMark: piece, signal })

const answerOf = (socket: Socket) =>
  new Promise<string>((resolve, reject) => {
    let said = ''
    let fault = new Error('The line ended without an answer')
    socket.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const end = said.indexOf('\0')
      if (end >= 0) resolve(said.slice(0, end))
      else if (said.length > longestAnswer) reject(new Error('No answer of clamd'))
    })
    socket.on('error', (error) => {
      fault = error
    })
    socket.on('close', () => reject(fault))
  })

/**
 * With `AlertExceedsMax` clamd reports as found what it did not look into; without it such a file passes as clean,
 * which is why the handbook asks for it.
 */
function verdictOf(answer: string): Verdict {
  if (answer === 'stream: OK') return { state: 'clean' }
  if (answer.startsWith('INSTREAM size limit exceeded')) return { state: 'too-large' }
  const [, threat] = /^stream: (.+) FOUND$/.exec(answer) ?? []
  if (threat === undefined) throw new ScannerUnavailable(answer)
  return threat.startsWith('Heuristics.Limits.Exceeded') ? { state: 'too-large' } : { state: 'infected', threat }
}

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : null)
const isHangUp = (error: unknown) => {
  const code = codeOf(error)
  return code === 'EPIPE' || code === 'ECONNRESET' || code === 'ABORT_ERR' || code === 'ERR_STREAM_DESTROYED'
}
/** The file is not there, or not ours to read: no fault of the scanner. */
const isOfFile = (error: unknown) => error instanceof Error && 'syscall' in error && error.syscall === 'open'
