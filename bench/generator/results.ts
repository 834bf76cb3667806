import { answer, result as resultSchema } from '@thuoc/shared'
import { z } from 'zod'
import type { Campaign } from './campaigns.ts'
import type { FileMade } from './files.ts'
import { idOf } from './random.ts'
import type { Sinks } from './tables.ts'
import type { School } from './units.ts'

const decisionKind = 40
const recognitionKind = 41
const listKind = 42
const levelNames = ['', 'Chưa đáp ứng', 'Đáp ứng cơ bản', 'Đáp ứng tốt']

const answersSchema = z.record(z.string(), answer)

/** Writes decisions, one a managing body and campaign, with their certificates and publications. */
export function resultWriter({ into }: { into: Sinks['into'] }) {
  const made = { decisions: 0, recognitions: 0 }
  return (campaign: Campaign, files: readonly (FileMade & { school: School })[]) => {
    const { province } = campaign
    const [leader] = province.people
    if (!leader) throw new Error('Nobody signs')
    for (const [, those] of Map.groupBy(files, ({ school }) => school.body.id)) {
      const n = (made.decisions += 1)
      const [decisionId, listId] = [idOf(decisionKind, n), idOf(listKind, n)]
      const at = new Date(campaign.opened + 150 * 24 * 3600 * 1000)
      const signedOn = at.toISOString().slice(0, 10)
      into('recognition_decisions', [
        ...[decisionId, province.id, province.code, province.name, 'province', campaign.id, `${n}/QĐ-SGDĐT`, signedOn],
        ...[leader.name, 'Giám đốc', at, leader.name, leader.id],
      ])
      into('publication_lists', [
        ...[
          listId,
          province.id,
          `Kết quả năm học ${campaign.schoolYear} (${n})`,
          '',
          signedOn,
          at,
          leader.name,
          leader.id,
        ],
      ])
      for (const { submissionId, form } of those) {
        const id = idOf(recognitionKind, (made.recognitions += 1))
        const result = z.encode(resultSchema, form.result)
        const answers = z.encode(answersSchema, form.answers)
        into('recognitions', [
          ...[id, submissionId, decisionId, result.level, levelNames[result.level] ?? '', result, answers],
          ...[`${province.code}-${signedOn.slice(0, 4)}-${String(made.recognitions).padStart(6, '0')}`, 1],
        ])
        into('publications', [submissionId, at, leader.name, leader.id, 1, listId, id])
      }
    }
  }
}
