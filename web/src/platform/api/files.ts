import { apiBase, fetchFile, readReply } from './http.ts'
import { NetworkProblem } from '../problem.ts'
import { withSession } from './client.ts'

export type UploadOptions = {
  /** PUT where the file takes the place of another. */
  method?: 'POST' | 'PUT'
  /** Fields sent before the file. */
  fields?: Record<string, string>
  /** From 0 to 1, as bytes leave this machine. */
  onProgress?: (share: number) => void
  signal?: AbortSignal
}

/**
 * Sends one file as multipart/form-data. @param path below the API's base
 * @returns the reply's JSON, to be parsed by the endpoint's schema @throws ApiProblem, NetworkProblem
 */
export const uploadFile = (path: string, file: File, options: UploadOptions = {}): Promise<unknown> =>
  withSession(true, (token) => sendFile(path, file, token, options))

/** XMLHttpRequest, because fetch does not tell how much has been sent. */
function sendFile(path: string, file: File, token: string | null, options: UploadOptions) {
  const { method = 'POST', onProgress, signal } = options
  const form = formOf(file, options.fields)

  return new Promise<unknown>((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open(method, `${apiBase}${path}`)
    request.setRequestHeader('accept', 'application/json')
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`)
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total)
    }
    request.onload = () => {
      try {
        resolve(readReply(request.status, request.responseText))
      } catch (problem) {
        reject(problem instanceof Error ? problem : new NetworkProblem(problem))
      }
    }
    request.onerror = () => reject(new NetworkProblem())
    request.onabort = () => reject(new DOMException('Upload stopped', 'AbortError'))
    signal?.addEventListener('abort', () => request.abort(), { once: true })
    request.send(form)
  })
}

function formOf(file: File, fields: Record<string, string> = {}) {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', file, file.name)
  return form
}

/**
 * Sends one file and takes in the file that comes back. @param path below the API's base
 * @throws ApiProblem, NetworkProblem
 */
export const exchangeFile = (path: string, file: File, fields?: Record<string, string>): Promise<Blob> =>
  withSession(true, (token) => fetchFile(path, token, formOf(file, fields)))

/** Fetches a file with the right of the session, to be worked on. @throws ApiProblem, NetworkProblem */
export const readFile = (path: string): Promise<Blob> => withSession(true, (token) => fetchFile(path, token))

/**
 * Hands a file to the browser's own download. @param address a short-lived one that the API gave out; it carries its
 * own right, since a plain link cannot carry the token
 */
export function startDownload(address: string, fileName = ''): void {
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.rel = 'noopener'
  document.body.append(link)
  link.click()
  link.remove()
}

/**
 * Fetches a file with the right of the session and hands it to the browser's download. @param path below the API's base
 * @throws ApiProblem when the API refuses, NetworkProblem when no usable answer comes
 */
export async function downloadFile(path: string, fileName: string): Promise<void> {
  saveBlob(fileName, await readFile(path))
}

/** Hands what is in memory to the browser's download. */
export function saveBlob(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  startDownload(address, fileName)
  // The browser reads it after this turn; long afterwards nobody needs it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
