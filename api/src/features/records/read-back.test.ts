import { fileExport, recordLine, type SubmissionAction } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { text, unzip } from '../../../test/archives.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { makers } from '../../../test/procedure-rules.ts'
import { aProcedure, type Walked } from '../../../test/procedure.ts'
import { answers, emptyWireAnswer, ok, score, shortSet } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { uploader } from '../../../test/uploads.ts'
import { hashOf, noHash } from '../../platform/audit/chain.ts'

// Everything that happens to a file: what the API answered on the way must be read back from its log alone.

const tester = testApi()
const { fileOf } = exportsOf(tester)
const road: readonly SubmissionAction[] = [
  ...(['finish', 'approve', 'submit', 'return'] as const),
  ...(['finish', 'approve', 'submit', 'accept', 'open-assessment', 'complete-assessment'] as const),
  ...(['object', 'answer-objections', 'nominate', 'recognise', 'publish', 'correct', 'withdraw-publication'] as const),
  ...(['revoke', 'reopen-assessment', 'complete-assessment', 'accept-result', 'nominate', 'recognise'] as const),
]

type Row = Record<string, unknown>
type Snapshot = { action: SubmissionAction; upTo: number; said: unknown }
let procedure: Awaited<ReturnType<typeof aProcedure>>
let file: Walked
const snapshots: Snapshot[] = []
let parts: Map<string, Buffer>
let told: { certificates: Row[]; timeline: Row[]; verdicts: Row[]; objections: Row[] }

/** What people do between the steps, as somebody would. */
const between: Partial<Record<SubmissionAction, () => Promise<unknown>>> = {
  return: async () => {
    const { lines, submission } = await ok(file.hands.staff.get(`/submissions/${file.id}/form`))
    const { version } = lines.find((line: { code: string }) => line.code === '1.2')
    await ok(
      file.hands.staff.put(`/submissions/${file.id}/lines/1.2`, {
        version,
        answer: { ...score(42.25), note: 'Đã sửa' },
      }),
    )
    const added = await uploader(tester)(file.hands.staff, submission, pdf(), 'Bổ sung.pdf', { criterion: '2.1' })
    expect(added.status).toBe(200)
  },
  'open-assessment': async () => {
    const teamHead = file.hands['team-head']
    await ok(teamHead.put(`/submissions/${file.id}/scorers`, { personIds: [teamHead.person.id] }))
    const found = { version: 0, answer: score(60.75), reason: 'Minh chứng chưa đủ' }
    await ok(teamHead.put(`/submissions/${file.id}/external-lines/2.1`, found))
    const agreed = { version: 0, answer: score(42.25), reason: '' }
    await ok(teamHead.put(`/submissions/${file.id}/external-lines/1.2`, agreed))
    const { evidence } = await ok(teamHead.get(`/submissions/${file.id}/form`))
    const verdict = { version: 0, outcome: 'insufficient', note: 'Thiếu trang ký' }
    await ok(teamHead.put(`/submissions/${file.id}/verdicts/${evidence[0].id}/2.1`, verdict))
  },
  object: async () => {
    const teamHead = file.hands['team-head']
    const [{ criterion, version }] = (await ok(teamHead.get(`/submissions/${file.id}/objections`))).items
    const answer = { version, outcome: 'partly', reply: 'Công nhận một phần', answer: score(70.5) }
    await ok(teamHead.put(`/submissions/${file.id}/objections/${criterion}/answer`, answer))
  },
  'reopen-assessment': async () => {
    const teamHead = file.hands['team-head']
    const { lines } = await ok(teamHead.get(`/submissions/${file.id}/form`))
    const { external } = lines.find((line: { code: string }) => line.code === '1.3')
    const found = { version: external.version, answer: score(20), reason: 'Kiểm tra lại thấy thiếu' }
    await ok(teamHead.put(`/submissions/${file.id}/external-lines/1.3`, found))
  },
}

/** What the API says of the file: state, each score of both sides, evidence and what it is linked to. */
async function sayOf() {
  const { submission, lines, evidence } = await ok(file.hands['body-leader'].get(`/submissions/${file.id}/form`))
  const { status, round, selfResult, selfLevel, externalResult, externalLevel, recognisedLevel } = submission
  type Line = { code: string; answer: object; external: { answer: object; reason: string } | null }
  return {
    ...{ status, round, selfTotal: selfResult.total, selfLevel, externalLevel, recognisedLevel },
    externalTotal: externalLevel === null ? null : externalResult.total,
    lines: lines.map(({ code, answer, external }: Line) => ({
      ...{ code, self: answer, external: external?.answer ?? emptyWireAnswer, reason: external?.reason ?? '' },
    })),
    evidence: evidence.map(({ id, criteria }: { id: string; criteria: string[] }) => ({ id, criteria })),
  }
}

beforeAll(async () => {
  procedure = await aProcedure(tester, 'MAU-DOC', 1, { set: shortSet, said: answers(80) })
  file = await procedure.aFile()
  const leader = file.hands['body-leader']
  const { campaignUnitId } = await ok(leader.get(`/submissions/${file.id}`))
  const first = await uploader(tester)(file.hands.staff, { campaignUnitId }, pdf(), 'Kế hoạch.pdf', {
    criterion: '2.1',
  })
  expect(first.status).toBe(200)
  for (const action of road) {
    await procedure.preparations[action]?.(file)
    const maker = file.hands[action === 'finish' ? 'council' : (makers[action][0] ?? 'head')]
    const { status, body } = await procedure.calls[action](maker, await procedure.seen(file))
    expect({ action, status, body }).toMatchObject({ status: 200 })
    const { items } = await ok(leader.get(`/submissions/${file.id}/record?limit=1`))
    snapshots.push({ action, upTo: items[0].number, said: await sayOf() })
    await between[action]?.()
  }
  parts = await unzip((await fileOf(leader, { kind: 'file-archive', submissionId: file.id })).content)
  const of = async (path: string) => (await ok(leader.get(`/submissions/${file.id}/${path}`))).items
  told = {
    certificates: await of('recognitions'),
    timeline: await of('timeline'),
    verdicts: await of('verdicts'),
    objections: await of('objections'),
  }
}, 120_000)

const entryText = z.object({
  number: z.int(),
  table: z.string(),
  key: z.string(),
  action: z.enum(['begin', 'insert', 'update', 'delete']),
  content: z.record(z.string(), z.unknown()),
})
const pair = z.tuple([z.unknown(), z.unknown()])

/** The rows of each table as the entries of the log up to a number leave them; every change follows from the one before. */
function replay(upTo = Number.POSITIVE_INFINITY) {
  const rows = new Map<string, { table: string; row: Row }>()
  let before = noHash
  for (const line of text(parts, 'nhat-ky.jsonl').trim().split('\n')) {
    const { number, hash, text: said } = recordLine.parse(JSON.parse(line))
    if (number > upTo) break
    // The body reads everything of its file but what the council kept to itself.
    if (said !== null) {
      expect(hashOf(before, said)).toBe(hash)
      const { table, key, action, content } = entryText.parse(JSON.parse(said))
      const place = `${table} ${key}`
      if (action === 'delete') rows.delete(place)
      else if (action === 'update') {
        const row = { ...rows.get(place)?.row }
        for (const [column, change] of Object.entries(content)) {
          const [was, is] = pair.parse(change)
          expect([place, column, row[column]]).toEqual([place, column, was])
          row[column] = is
        }
        rows.set(place, { table, row })
      } else rows.set(place, { table, row: content })
    }
    before = hash
  }
  return (table: string): Row[] => [...rows.values()].flatMap((one) => (one.table === table ? [one.row] : []))
}

const answerIn = (row: Row | undefined) =>
  row ? Object.fromEntries(Object.keys(emptyWireAnswer).map((name) => [name, row[name]])) : emptyWireAnswer

/** The same as `sayOf`, from the log. */
function readBack(upTo: number) {
  const of = replay(upTo)
  const [one = {}] = of('submissions')
  const line = (table: string, code: string) => of(table).find((row) => row.criterion_code === code)
  return {
    ...{ status: one.status, round: one.round, selfTotal: one.self_total, selfLevel: one.self_level },
    ...{ externalTotal: one.external_total, externalLevel: one.external_level },
    recognisedLevel: one.recognised_level,
    lines: ['1.1', '1.2', '1.3', '2.1'].map((code) => ({
      ...{ code, self: answerIn(line('submission_lines', code)), external: answerIn(line('external_lines', code)) },
      reason: line('external_lines', code)?.reason ?? '',
    })),
    evidence: of('evidence')
      .filter((row) => row.removed_at === null)
      .map(({ id }) => ({
        id,
        criteria: of('evidence_criteria').flatMap((link) => (link.evidence_id === id ? [link.criterion_code] : [])),
      })),
  }
}

describe('a file that was returned, sent again, objected to, recognised, corrected and revoked', () => {
  it('is read back from its log: state, scores of every round and evidence, as the API answered after each step', () => {
    expect(snapshots).toHaveLength(road.length)
    for (const { action, upTo, said } of snapshots) expect([action, readBack(upTo)]).toEqual([action, said])
    // The rounds differed, or this would prove little.
    const scores = snapshots.map(({ said }) => JSON.stringify(said))
    expect(new Set(scores).size).toBeGreaterThan(15)
  })

  it('has its steps in order, with who, why and when', () => {
    const steps = replay()('submission_events').map((row) => [row.action, row.from_status, row.to_status, row.reason])
    const answered = told.timeline.toReversed().map((one) => [one.action, one.from, one.to, one.reason])
    expect(steps).toEqual(answered)
    expect(steps.slice(1).map(([action]) => action)).toEqual(road)
  })

  it('has verdicts on evidence, objections with their answers, and every certificate with its decision', () => {
    const of = replay()
    expect(of('evidence_verdicts')).toMatchObject([
      {
        criterion_code: '2.1',
        outcome: 'insufficient',
        note: 'Thiếu trang ký',
        evidence_id: told.verdicts[0]?.evidenceId,
      },
    ])
    expect(of('objections').map((row) => [row.criterion_code, row.text, row.outcome, row.reply])).toEqual(
      told.objections.map((one) => [one.criterion, one.text, one.outcome, one.reply]),
    )
    expect(of('objections')).toHaveLength(1)

    const data = fileExport.parse(JSON.parse(text(parts, 'ho-so.json')))
    const decisions = new Map(data.decisions.map((one) => [one.id, one]))
    const certificate = z.object({ number: z.string(), level: z.int(), decision: z.object({ number: z.string() }) })
    const issued = of('recognitions').map((row) => [row.certificate_number, row.level])
    expect(issued.toSorted()).toEqual(
      told.certificates
        .map((one) => certificate.parse(one))
        .map(({ number, level }) => [number, level])
        .toSorted(),
    )
    expect(issued).toHaveLength(3)
    // Recognised, corrected, revoked, recognised again: four decisions, each with number, day and who signed.
    const kinds = [...of('recognitions'), ...of('recognition_endings')].map((row) => decisions.get(row.decision_id))
    expect(kinds.map((one) => one?.kind)).toEqual([
      ...['recognition', 'correction', 'recognition', 'correction', 'revocation'],
    ])
    for (const one of kinds)
      expect(one).toMatchObject({ number: expect.stringMatching(/QĐ-MAU-DOC$/), signed_on: '2026-11-20' })
  })

  it('is exported with all that belongs to it: plan, set, evidence, team with its decision, lists it stood on', () => {
    const { tables, files, form } = fileExport.parse(JSON.parse(text(parts, 'ho-so.json')))
    expect(tables.campaigns).toMatchObject([{ id: form.submission.campaign.id }])
    expect(tables.indicator_sets).toMatchObject([{ id: form.submission.set.id }])
    expect(tables.nomination_lists).toHaveLength(2)
    expect(tables.publication_lists).toHaveLength(1)
    expect(tables.evidence_pieces).toHaveLength(2)
    expect(files.filter(({ code }) => code !== null)).toHaveLength(2)
    for (const { path } of files) expect(parts.get(path)?.length).toBeGreaterThan(0)
    const page = text(parts, 'index.html')
    for (const word of ['Danh sách đề nghị công nhận', 'Minh chứng trong kho', 'Đợt đánh giá', 'Thiếu trang ký'])
      expect(page).toContain(word)
  })
})
