import {
  emptyAnswer,
  type Line,
  type Result,
  type SheetLine,
  type SheetPreview,
  type SheetSave,
  type SubmissionId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { safeFileName } from '../../platform/file-names.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { Problem } from '../../platform/problem.ts'
import { openSpreadsheet } from '../../platform/spreadsheet/open.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { definitionOf } from '../catalogues/index.ts'
import { readFormSheet, requireOwn, type ReadLine } from './form-sheet.read.ts'
import { savedAnswers } from './form-sheet.repository.ts'
import { sheetName, writeFormSheet } from './form-sheet.write.ts'
import { answerOf, answersOf, listLines, sameAnswer, type LineRow } from './lines.repository.ts'
import { writeLine } from './lines.service.ts'
import { isScorer, requireEditable, requireVisible } from './submissions.policy.ts'
import { find, lock, type SubmissionRow } from './submissions.repository.ts'

export type FormSheetService = ReturnType<typeof createFormSheetService>

/** The form as a workbook, for a school without a line: taken away, filled in, looked at, and only then saved. */
export function createFormSheetService({ db, now }: { db: Db; now: () => Date }) {
  async function ownFile(source: Queryable, actor: Actor, id: SubmissionId): Promise<SubmissionRow> {
    const row = requireVisible(await find(source, actor, id))
    if (!isScorer(actor, row)) throw new Problem('access.denied')
    return row
  }

  async function write(actor: Actor, id: SubmissionId): Promise<GeneratedFile> {
    const row = await ownFile(db, actor, id)
    const lines = await listLines(db, id)
    const title = `Phiếu tự đánh giá ${row.unit.name} ${row.campaign.schoolYear}`
    const content = await writeFormSheet(
      {
        ...{ id, unit: row.unit.name, set: row.set.title, definition: await definitionOf(db, row.set.id) },
        answers: answersOf(lines),
        versions: new Map(lines.map((line) => [line.criterionCode, line.version])),
      },
      title,
    )
    return { name: safeFileName(title, ['xlsx']), mediaType: xlsxType, content }
  }

  /** Asked before the body of an upload is read. @throws Problem `access.denied`, `submission.wrong-state` … */
  async function requireFillable(actor: Actor, id: SubmissionId) {
    requireEditable(await ownFile(db, actor, id))
  }

  /** @param path of the file that was sent @throws Problem `form-sheet.other-file`, and those of `openSpreadsheet` */
  async function look(actor: Actor, id: SubmissionId, path: string): Promise<SheetPreview> {
    const row = await ownFile(db, actor, id)
    requireEditable(row)
    const workbook = await openSpreadsheet(path, sheetName)
    requireOwn(workbook, id)
    const standing = new Map((await listLines(db, id)).map((line) => [line.criterionCode, line]))
    const standsNow = (code: string) => {
      const line = standing.get(code)
      return line ? answerOf(line) : emptyAnswer
    }
    const answerAt = await savedAnswers(db, id)
    const { lines, faults } = readFormSheet(workbook, await definitionOf(db, row.set.id), answerAt, standsNow)
    const shown = lines.flatMap((line) => {
      const base = answerAt(line.criterion.code, line.version)
      return compared(line, base, standing.get(line.criterion.code)) ?? []
    })
    return { lines: shown, unchanged: lines.length - shown.length, faults }
  }

  /** All or none. @throws Problem as `saveLine` says, with the code of the line as the path of each fault */
  const save = (actor: Actor, id: SubmissionId, { lines }: SheetSave): Promise<{ lines: Line[]; result: Result }> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const at = now()
      const saved: Line[] = []
      let result: Result | null = null
      for (const one of lines) {
        const reply = await writeLine(tx, actor, row, one, at).catch((error: unknown) => {
          throw error instanceof Problem ? named(error, one.code) : error
        })
        saved.push(reply.line)
        result = reply.result
      }
      if (!result) throw new Problem('request.invalid')
      return { lines: saved, result }
    })

  return { write, requireFillable, look, save }
}

/** The three readings of a line; null where the workbook says nothing new. */
function compared(line: ReadLine, base: SheetLine['base'], row: LineRow | undefined): SheetLine | null {
  const { criterion, mine, version, faulty } = line
  const theirs = row ? answerOf(row) : emptyAnswer
  const now = row?.version ?? 0
  if (!faulty && (sameAnswer(mine, base) || sameAnswer(mine, theirs))) return null
  const moved = now !== version && !sameAnswer(base, theirs)
  return {
    ...{ code: criterion.code, row: line.row, base, theirs, mine, version: now },
    state: faulty ? 'faulty' : moved ? 'conflict' : 'changed',
    savedBy: row?.savedBy ?? null,
    savedAt: row?.savedAt.toISOString() ?? null,
  }
}

/** Several lines are saved at once: the refusal says which. */
function named({ code, more }: Problem, line: string): Problem {
  const errors = (more.errors ?? [{ path: '', message: code }]).map((item) => ({
    ...item,
    path: `${line}${item.path}`,
  }))
  return code.startsWith('line.') ? new Problem(code, { ...more, errors }) : new Problem(code, more)
}
