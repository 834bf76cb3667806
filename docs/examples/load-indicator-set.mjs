/**
 * Loads an indicator set over the API: checks it, keeps it as a draft, publishes it. Plain Node, version 20 or later.
 *
 *   THUOC_URL=http://localhost:3000 THUOC_API_KEY=thuoc_… node load-indicator-set.mjs bo-chi-so.json
 *   THUOC_URL=http://localhost:3000 THUOC_USERNAME=… THUOC_PASSWORD=… node load-indicator-set.mjs bo-chi-so.xlsx
 *
 * The file is JSON in the format of the API, or a workbook made from the template. With `--draft` it is not published.
 * Ends with 0 when done, with 1 when the set has faults (each is printed) or the API refuses.
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'

const { THUOC_URL = 'http://localhost:3000', THUOC_API_KEY, THUOC_USERNAME, THUOC_PASSWORD } = process.env
const { values, positionals } = parseArgs({ allowPositionals: true, options: { draft: { type: 'boolean' } } })
const [path] = positionals
if (!path) stop('Usage: node load-indicator-set.mjs [--draft] FILE.json|FILE.xlsx')

function stop(...lines) {
  for (const line of lines) console.error(line)
  process.exit(1)
}

/** One call. A refusal is told by its stable code, with each fault that it names. */
async function call(method, address, body, token) {
  const isForm = body instanceof FormData
  const reply = await fetch(`${THUOC_URL}/api/v1${address}`, {
    method,
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body && !isForm && { 'content-type': 'application/json' }),
    },
    body: body && !isForm ? JSON.stringify(body) : body,
  })
  const answer = await reply.json()
  if (reply.ok) return answer
  const faults = (answer.errors ?? []).map(({ path, message }) => `  ${path}: ${message}`)
  return stop(`${method} ${address}: ${answer.status} ${answer.code}`, ...faults)
}

async function signIn() {
  if (THUOC_API_KEY) return THUOC_API_KEY
  const session = await call('POST', '/session', { username: THUOC_USERNAME, password: THUOC_PASSWORD })
  return session.accessToken
}

const figures = ({ values: given }) => (given ? ` ${JSON.stringify(given)}` : '')

/** The definition, with every fault as a line: by its code in JSON, by its cell in a workbook. */
async function read(file, token) {
  if (file.endsWith('.json')) {
    const definition = JSON.parse(await readFile(file, 'utf8'))
    const { faults } = await call('POST', '/indicator-sets/check', definition, token)
    const lines = faults.map(
      (fault) => `  ${[fault.path, fault.part].filter(Boolean).join(' ')}: ${fault.rule}${figures(fault)}`,
    )
    return { definition, lines }
  }
  const form = new FormData()
  form.append('file', new Blob([await readFile(file)]), basename(file))
  const { definition, faults } = await call('POST', '/indicator-sets/spreadsheet', form, token)
  const lines = faults.map((fault) => `  ${fault.sheet} ${fault.cell ?? ''}: ${fault.rule}${figures(fault)}`)
  return { definition, lines }
}

const token = await signIn()
const { definition, lines } = await read(path, token)
if (lines.length > 0) stop(`${path} has ${lines.length} faults:`, ...lines)

const from = encodeURIComponent(basename(path))
const draft = await call('POST', `/indicator-sets?importedFrom=${from}`, definition, token)
console.log(`draft ${draft.code} version ${draft.version}: ${draft.lineCount} lines, ${draft.id}`)

if (!values.draft) {
  const published = await call('POST', `/indicator-sets/${draft.id}/publish`, { revision: draft.revision }, token)
  console.log(`published ${published.code} version ${published.version} at ${published.publishedAt}`)
}
