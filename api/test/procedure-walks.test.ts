import { submissionActions, transitions, type SubmissionAction, type SubmissionStatus } from '@thuoc/shared'
import { beforeAll, expect, it } from 'vitest'
import { testApi } from './harness.ts'
import { hands, makers, moves, type Hand } from './procedure-rules.ts'
import { aProcedure, type Walked } from './procedure.ts'
import { ok } from './road.ts'

const tester = testApi()
const walks = 200
const actors = 10
/** So many files are walked at once, each by all actors in turn or together; then the next. */
const together = 25
const stepsEach = 30
let procedure: Awaited<ReturnType<typeof aProcedure>>
let files: Walked[]

beforeAll(async () => {
  procedure = await aProcedure(tester, 'MAU-DAO', walks)
  files = []
  for (let made = 0; made < walks; made += 1) files.push(await procedure.aFile())
}, 120_000)

/** The same numbers on every run, so that a walk that failed can be walked again (mulberry32). */
function chance(seed: number) {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {
    next,
    of: <T>(all: readonly T[]): T => {
      const one = all[Math.floor(next() * all.length)]
      if (one === undefined) throw new Error('Nothing to choose from')
      return one
    },
  }
}

type Made = {
  file: string
  action: SubmissionAction
  hand: Hand
  version: number
}
type Tried = { file: string; action: SubmissionAction; hand: Hand; status: number; code: string }

/** One call names the team, whether that opens the assessment or changes who is on it. */
const doneBy = (action: SubmissionAction, status: SubmissionStatus): SubmissionAction =>
  action === 'change-team' && moves['open-assessment'][status]
    ? 'open-assessment'
    : action === 'open-assessment' && moves['change-team'][status]
      ? 'change-team'
      : action

/** One actor: takes one of these files, mostly does what could be done there by somebody, sometimes anything by anybody. */
async function wander({ next, of }: ReturnType<typeof chance>, those: Walked[], made: Made[], tried: Tried[]) {
  for (let step = 0; step < stepsEach; step += 1) {
    const file = of(those)
    const seen = await procedure.seen(file)
    const possible = submissionActions.filter((one) => moves[one][seen.status])
    const onward = possible.filter((one) => transitions[one].way === 'on')
    const sensible = possible.length > 0 && next() < 0.9
    const action = !sensible ? of(submissionActions) : of(onward.length > 0 && next() < 0.85 ? onward : possible)
    const hand = sensible && next() < 0.92 ? of(makers[action]) : of(hands)
    // Another may have prepared the same at the same time, or moved the file on: then the move says so.
    if (moves[action][seen.status]) await procedure.preparations[action]?.(file).catch(() => undefined)
    const at = next() < 0.05 ? { ...seen, version: seen.version - 1 } : seen
    const { status, body } = await procedure.calls[action](file.hands[hand], at)
    if (status === 200) made.push({ file: file.id, action: doneBy(action, seen.status), hand, version: at.version })
    else tried.push({ file: file.id, action, hand, status, code: body.code ?? '' })
  }
}

it(`${walks} files, moved at random by ${actors} at once, go where the model goes and nowhere else`, async () => {
  const made: Made[] = []
  const tried: Tried[] = []
  const dice = Array.from({ length: actors }, (_, one) => chance(one + 1))
  for (let from = 0; from < walks; from += together)
    await Promise.all(dice.map((own) => wander(own, files.slice(from, from + together), made, tried)))

  expect(tried.filter(({ status }) => status >= 500)).toEqual([])
  for (const { action, hand, status, code } of tried) {
    // Whoever may not is told so, or that there is nothing; nobody else is.
    if (status === 403) expect([action, hand, code]).toEqual([action, hand, refusalOf(action, hand)])
    if (status === 404) expect([hand, code]).toEqual([hand, expect.stringMatching(/not-found$/)])
  }

  for (const file of files) {
    const { items } = await ok(procedure.shared['body-leader'].get(`/submissions/${file.id}/timeline`))
    const told: { action: SubmissionAction; from: SubmissionStatus; to: SubmissionStatus; by: string }[] = items
      .toReversed()
      .slice(1)
    let status: SubmissionStatus = 'drafting'
    let finisher: string | null = null
    for (const { action, from, to, by } of told) {
      expect([action, from, to]).toEqual([action, status, moves[action][status]])
      const hand = hands.filter((one) => file.hands[one].person.fullName === by)
      expect(hand.filter((one) => makers[action].includes(one))).not.toEqual([])
      if (action === 'finish') finisher = by
      // Four eyes: whoever finished the scoring did not approve it.
      if (action === 'approve') expect(by).not.toBe(finisher)
      status = to
    }
    expect((await procedure.seen(file)).status).toBe(status)
    // What was acknowledged is in the timeline, as often as it was acknowledged, and nothing else is.
    const acknowledged = made.filter((one) => one.file === file.id).map(({ action }) => action)
    expect(told.map(({ action }) => action).toSorted()).toEqual(acknowledged.toSorted())
    // Of those who had seen the same version one at most went through; a list of units names files, not versions.
    const versions = made
      .filter((one) => one.file === file.id && one.action !== 'nominate' && one.action !== 'take-off-list')
      .map(({ version }) => version)
    expect(new Set(versions).size).toBe(versions.length)
  }
  // The walks went far enough to mean something.
  expect(new Set(made.map(({ action }) => action)).size).toBeGreaterThanOrEqual(15)
}, 400_000)

/** Why somebody who sees a file may not move it. */
const refusalOf = (action: SubmissionAction, hand: Hand) =>
  action === 'approve' && makers.approve.includes(hand) ? 'submission.same-person' : 'access.denied'
