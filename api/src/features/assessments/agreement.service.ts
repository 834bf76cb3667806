import {
  agreedLine,
  findLine,
  isLeafLine,
  leafLinesOf,
  resultOf,
  type DissentSave,
  type Findings,
  type FindingsSave,
  type Leaf,
  type Reply,
  type SubmissionId,
  type TeamSheets,
  type takeOverAgreed,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import {
  answerOf,
  answersOf,
  find,
  isAssessing,
  lock,
  recordSave,
  requireVisible,
  setExternalTotals,
  showsExternal,
  type SubmissionRow,
} from '../submissions/index.ts'
import { listAssessorVerdicts } from './assessor-verdicts.repository.ts'
import { listExternalLines, saveExternalLine } from './external-lines.repository.ts'
import * as remarks from './remarks.repository.ts'
import { nothingSaid } from './remarks.present.ts'
import { mayAgree, requireAgreeing, requireAssessing, requirePerson, scorersOf, standingOf } from './sheets.policy.ts'
import { linesOfPeople } from './sheets.repository.ts'
import { presentSheets } from './sheets.service.ts'
import { insertVerdict, listVerdicts } from './verdicts.repository.ts'

export type AgreementService = ReturnType<typeof createAgreementService>
type Taken = Reply<typeof takeOverAgreed>

/** What the team settles once the sheets of its members are open. */
export function createAgreementService({ db, now }: { db: Db; now: () => Date }) {
  /** Lines that somebody has settled already stay as they are. */
  const takeOver = (actor: Actor, id: SubmissionId): Promise<Taken> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const scorers = scorersOf(await requireAgreeing(tx, actor, row))
      const definition = await definitionOf(tx, row.set.id)
      const before = await listExternalLines(tx, id)
      const settled = new Set(before.map(({ criterionCode }) => criterionCode))
      const sheets = Map.groupBy(await linesOfPeople(tx, id, scorers), ({ criterionCode }) => criterionCode)
      const [taken, left]: [string[], string[]] = [[], []]
      const written = []
      for (const { criterion } of leafLinesOf(definition)) {
        if (settled.has(criterion.code) || criterion.kind === 'aggregate') continue
        const said = saidOf(criterion, scorers, sheets.get(criterion.code) ?? [])
        if (said) written.push(await saveExternalLine(tx, actor, id, criterion, said, now()))
        ;(said ? taken : left).push(criterion.code)
      }
      for (const line of written) await recordSave(tx, 'external', line, line.reason)
      if (written.length > 0) await setExternalTotals(tx, id, resultOf(definition, answersOf([...before, ...written])))
      return { taken, left, verdicts: await takeOverVerdicts(tx, actor, row) }
    })

  /** The verdicts on which everyone who scored agrees, where the team has none yet. @returns how many */
  async function takeOverVerdicts(tx: Tx, actor: Actor, row: SubmissionRow): Promise<number> {
    const scorers = scorersOf(await standingOf(tx, row))
    const placeOf = (one: { evidenceId: string; criterionCode: string }) => `${one.evidenceId} ${one.criterionCode}`
    const given = new Set((await listVerdicts(tx, row.id)).map(placeOf))
    const apart = Map.groupBy(await listAssessorVerdicts(tx, row.id, scorers), placeOf)
    let taken = 0
    for (const [place, said] of apart) {
      const [first] = said
      const alike = said.length === scorers.length && said.every(({ outcome }) => outcome === first?.outcome)
      const outcome = first?.outcome ?? null
      if (given.has(place) || !alike || !first || outcome === null) continue
      const { evidenceId, criterionCode } = first
      const note = [...new Set(said.map((one) => one.note).filter(Boolean))].join('\n').slice(0, 2000)
      const where = { submissionId: row.id, evidenceId, criterionCode }
      await insertVerdict(tx, actor, where, { version: 0, outcome, note }, now())
      taken += 1
    }
    return taken
  }

  const dissent = (actor: Actor, id: SubmissionId, code: string, save: DissentSave): Promise<TeamSheets> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!isAssessing(actor, row)) throw new Problem('access.denied')
      const savedById = requirePerson(actor)
      const line = findLine(await definitionOf(tx, row.set.id), code)
      if (!line || !isLeafLine(line)) throw new Problem('line.not-found')
      requireAssessing(row)
      if ((await standingOf(tx, row)).state === 'apart') throw new Problem('assessment.sheets-apart')
      const place = { submissionId: id, criterionCode: code, savedById }
      const standing = await remarks.versionOfDissent(tx, place)
      if (standing !== save.version) throw new Problem('dissent.stale')
      const version = standing + 1
      await remarks.writeDissent(tx, place, { text: save.text, version, savedAt: now(), savedBy: actor.name })
      return presentSheets(tx, actor, row)
    })

  async function findings(actor: Actor, id: SubmissionId): Promise<Findings> {
    return presentFindings(db, actor, requireVisible(await find(db, actor, id)))
  }

  const saveFindings = (actor: Actor, id: SubmissionId, save: FindingsSave): Promise<Findings> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!mayAgree(actor, row, await standingOf(tx, row))) throw new Problem('access.denied')
      const known = new Set((await definitionOf(tx, row.set.id)).groups.map(({ code }) => code))
      if (Object.keys(save.groups).some((code) => !known.has(code))) throw new Problem('line.not-found')
      requireAssessing(row)
      const current = await remarks.findFindings(tx, id)
      if ((current?.version ?? 0) !== save.version) throw new Problem('findings.stale')
      await remarks.writeFindings(tx, actor, id, save, now())
      return presentFindings(tx, actor, row)
    })

  return { takeOver, dissent, findings, saveFindings }
}

/** Hidden as long as the external column is. */
async function presentFindings(db: Queryable, actor: Actor, row: SubmissionRow): Promise<Findings> {
  const found = showsExternal(actor, row) ? await remarks.findFindings(db, row.id) : undefined
  const mayWrite = row.status === 'assessing' && mayAgree(actor, row, await standingOf(db, row))
  if (!found) return { whole: nothingSaid, groups: {}, version: 0, savedAt: null, savedBy: null, mayWrite }
  const { whole, groups, version, savedAt, savedBy } = found
  return { whole, groups, version, savedAt: savedAt.toISOString(), savedBy, mayWrite }
}

type Sheet = Awaited<ReturnType<typeof linesOfPeople>>
/** What all scorers say of a line, the head's words first; null where they do not agree. */
function saidOf(criterion: Leaf, scorers: readonly string[], lines: Sheet) {
  const byPerson = new Map(lines.map((line) => [String(line.savedById), line]))
  return agreedLine(
    criterion,
    scorers.map((one) => {
      const line = byPerson.get(one)
      return line && { answer: answerOf(line), reason: line.reason }
    }),
  )
}
