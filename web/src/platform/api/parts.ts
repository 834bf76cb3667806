import { withSession } from './client.ts'
import { apiBase, readReply } from './http.ts'
import { NetworkProblem } from '../problem.ts'

export type PartOptions = {
  /** Where in the file the part begins, in bytes. */
  offset: number
  /** Bytes of this part that have left the machine. */
  onProgress: (bytes: number) => void
  signal: AbortSignal
}

/** Milliseconds in which not a byte moves: the line is dead, whatever the browser believes. */
const stalled = 40_000
/** Milliseconds for the server to look at a file once its last byte is there: the largest are read once more. */
const looking = 10 * 60_000

/**
 * Sends the next bytes of a file as the core of tus 1.0 has it: PATCH with an offset. @param path below the API's base
 * @throws ApiProblem when the API refuses, NetworkProblem when the line breaks, AbortError when `signal` says so
 */
export const sendPart = (path: string, part: Blob, options: PartOptions): Promise<void> =>
  withSession(true, (token) => send(path, part, token, options))

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
function send(path: string, part: Blob, token: string | null, { offset, onProgress, signal }: PartOptions) {
  return new Promise<void>((resolve, reject) => {
    if (signal.aborted) return reject(stopped())
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    let timer = setTimeout(() => end(new NetworkProblem('Not a byte moves')), stalled)
    const wait = (time: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => end(new NetworkProblem('Not a byte moves')), time)
    }
    function end(problem: unknown) {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
      if (problem instanceof Error) reject(problem)
      else resolve()
      if (request.readyState !== XMLHttpRequest.DONE) request.abort()
    }

    request.open('PATCH', `${apiBase}${path}`)
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('content-type', 'application/offset+octet-stream')
    request.setRequestHeader('tus-resumable', '1.0.0')
    request.setRequestHeader('upload-offset', String(offset))
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.onprogress = ({ loaded }) => {
      wait(stalled)
      onProgress(loaded)
    }
    request.upload.onload = () => wait(looking)
    request.onload = () => {
      try {
        readReply(request.status, request.responseText)
        end(null)
      } catch (problem) {
        end(problem)
      }
    }
    request.onerror = () => end(new NetworkProblem())
    request.onabort = () => end(stopped())
    signal.addEventListener('abort', stop, { once: true })
    request.send(part)
  })
}

const stopped = () => new DOMException('Sending stopped', 'AbortError')
