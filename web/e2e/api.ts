import { expect, type APIRequestContext } from '@playwright/test'
import { password } from './app.ts'

/** A person at the API: for what a journey begins from, and what other journeys walk on screen. */
export async function personAt(request: APIRequestContext, username: string, secret = password) {
  const reply = await request.post('/api/v1/session', { data: { username, password: secret } })
  expect(reply.status(), await reply.text()).toBe(200)
  const { accessToken }: { accessToken: string } = await reply.json()
  return callerWith(request, accessToken)
}
export type PersonAt = ReturnType<typeof callerWith>

/** Calls that must succeed; a refusal fails the journey with its body. What comes back is for the caller to name. */
function callerWith(request: APIRequestContext, token: string) {
  const send = (method: string) => async (path: string, data?: object) => {
    const headers = { authorization: `Bearer ${token}` }
    const reply = await request.fetch(`/api/v1${path}`, { method, headers, ...(data && { data }) })
    expect(reply.status(), `${method} ${path} ${await reply.text()}`).toBe(200)
    return reply.json()
  }
  return { get: send('GET'), post: send('POST'), put: send('PUT') }
}

export const emptyAnswer = {
  ...{ met: null, score: null, count: null, numerator: null, denominator: null, choice: null, items: null },
  ...{ fields: {}, note: '' },
}
type Criterion = {
  kind: string
  code: string
  maximum?: number
  criteria?: Criterion[]
  fields?: { key: string; choices?: string[] }[]
}
type Saved = { code: string; version: number; answer: object }
type Form = { definition: { groups: { criteria: Criterion[] }[] }; lines: Saved[] }

const nested = (criteria: readonly Criterion[]): Criterion[] =>
  criteria.flatMap((criterion) => [criterion, ...nested(criterion.criteria ?? [])])

/** Everything met, at its maximum; `note` says why where other systems have counted something else. */
function bestAnswer({ kind, maximum, fields = [] }: Criterion) {
  const score = maximum ?? null
  const note = 'Theo sổ theo dõi của trường.'
  if (kind === 'condition') return { ...emptyAnswer, met: true, note }
  if (kind === 'count') return { ...emptyAnswer, count: 120, score, note }
  if (kind === 'ratio') return { ...emptyAnswer, numerator: 40, denominator: 40, score, note }
  if (kind === 'sum')
    return {
      ...emptyAnswer,
      fields: Object.fromEntries(fields.map(({ key, choices }) => [key, choices?.[0] ?? 'LMS'])),
    }
  return { ...emptyAnswer, score, note }
}

/** Fills in what of a school's form nobody has answered yet. */
export async function fillTheRest(school: PersonAt, id: string) {
  const { definition, lines }: Form = await school.get(`/submissions/${id}/form`)
  const blank = new Set(lines.filter(({ version }) => version === 0).map(({ code }) => code))
  for (const criterion of nested(definition.groups.flatMap(({ criteria }) => criteria)))
    if (blank.has(criterion.code))
      await school.put(`/submissions/${id}/lines/${criterion.code}`, { version: 0, answer: bestAnswer(criterion) })
}

/** A link as proof of each of these lines. */
export async function proveByLinks(school: PersonAt, id: string, codes: readonly string[]) {
  const { campaignUnitId }: { campaignUnitId: string } = await school.get(`/submissions/${id}`)
  for (const criterion of codes) {
    const link = { criterion, title: `Văn bản ${criterion}`, url: `https://minhhoa.example/van-ban-${criterion}` }
    await school.post(`/campaign-units/${campaignUnitId}/evidence/links`, link)
  }
}

/** One assessor says of every line of their sheet what the school said. */
export async function agreeOnSheet(assessor: PersonAt, id: string, except: readonly string[] = []) {
  const form: Form = await assessor.get(`/submissions/${id}/form`)
  const leaves = nested(form.definition.groups.flatMap(({ criteria }) => criteria)).filter(({ kind }) => kind !== 'sum')
  const said = new Map(form.lines.map(({ code, answer }) => [code, answer]))
  for (const { code } of leaves)
    if (!except.includes(code)) {
      const answer = { ...emptyAnswer, ...said.get(code), note: '' }
      await assessor.put(`/submissions/${id}/sheet/lines/${code}`, { version: 0, answer, reason: '' })
    }
}
