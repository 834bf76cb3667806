import { submissionActions, submissionStatuses, type SubmissionAction, type SubmissionStatus } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from './harness.ts'
import { hands, makers, moves, wayTo } from './procedure-rules.ts'
import { aProcedure, type Walked } from './procedure.ts'

const tester = testApi()
let procedure: Awaited<ReturnType<typeof aProcedure>>
/** One call sets a team: which of the two moves it makes follows from the status. */
const isTeam = (action: SubmissionAction) => action === 'open-assessment' || action === 'change-team'
const lawful = submissionStatuses.flatMap((status) =>
  submissionActions
    .filter((action) => moves[action][status])
    .flatMap((action) => makers[action].map((hand) => ({ status, action, hand }))),
)
beforeAll(async () => {
  procedure = await aProcedure(tester, 'MAU-BANG', lawful.length + submissionStatuses.length)
}, 120_000)

/** Files where a test has left them. */
const left: { file: Walked; status: SubmissionStatus }[] = []

/** A file in this status: the one that is nearest to it goes on from where it was left, or a new one sets out. */
async function aFileIn(status: SubmissionStatus) {
  const far = (from: SubmissionStatus) => wayTo(status, from)?.length ?? Infinity
  const nearest = left.toSorted((one, other) => far(one.status) - far(other.status)).at(0)
  const goesOn = nearest !== undefined && far(nearest.status) <= far('drafting')
  if (goesOn) left.splice(left.indexOf(nearest), 1)
  const file = goesOn ? nearest.file : await procedure.aFile()
  await procedure.bring(file, status)
  return file
}

describe.for(submissionStatuses.map((status) => ({ status })))('a file that is $status', ({ status }) => {
  let file: Walked
  beforeAll(async () => {
    file = await aFileIn(status)
  }, 60_000)

  it('offers everyone the moves that are theirs, and nobody another', async () => {
    for (const hand of hands) {
      const { status: code, body } = await file.hands[hand].get(`/submissions/${file.id}`)
      const offered: SubmissionAction[] = code === 200 ? body.actions : []
      const own = submissionActions.filter((action) => moves[action][status] && makers[action].includes(hand))
      expect([hand, offered.toSorted()]).toEqual([hand, own.toSorted()])
    }
  })

  it('refuses every other move to everyone, and is left as it was', async () => {
    const before = await procedure.seen(file)
    for (const hand of hands)
      for (const action of submissionActions) {
        if (moves[action][status] && makers[action].includes(hand)) continue
        if (isTeam(action) && (moves['open-assessment'][status] ?? moves['change-team'][status])) continue
        const reply = await procedure.calls[action](file.hands[hand], before)
        expect([hand, action, reply.status, reply.body.code]).toEqual([
          hand,
          action,
          expect.toSatisfy((code) => code >= 403 && code <= 409),
          expect.any(String),
        ])
      }
    expect(await procedure.seen(file)).toMatchObject({ status, version: before.version })
  }, 60_000)
})

it.for(lawful)('$action from $status is the $hand’s to make', { timeout: 30_000 }, async ({ status, action, hand }) => {
  const file = await aFileIn(status)
  await procedure.preparations[action]?.(file)
  if (action === 'end-objection-time')
    await tester.api.db.execute(sql`update submissions set objection_due = '2020-01-01' where id = ${file.id}`)
  const reply = await procedure.calls[action](file.hands[hand], await procedure.seen(file))
  expect([reply.status, reply.body]).toMatchObject([200, {}])
  const now = (await procedure.seen(file)).status
  expect(now).toBe(moves[action][status])
  // Whoever finished the scoring cannot approve it, and a school has one head.
  if (action !== 'finish' || hand !== 'head') left.push({ file, status: now })
})
