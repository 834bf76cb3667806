import {
  hundredths,
  levelNameOf,
  result as resultSchema,
  type EarlierResult,
  type IndicatorSetId,
  type Page,
  type PublicEarlierResult,
  type UnitId,
  type YearResult,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { findUnits } from '../org/index.ts'
import { list as listRows, listOfUnit, recognisedOf, type ListedEarlier } from './earlier-results.repository.ts'

export type EarlierResultsService = ReturnType<typeof createEarlierResultsService>

const listKey = z.tuple([z.string(), z.string(), z.uuid()])

/** Results of years before the system, and the years of a unit side by side. */
export function createEarlierResultsService({ db }: { db: Db }) {
  type Query = PageRequest & { q?: string | undefined; schoolYear?: string | undefined }
  async function list(actor: Actor, query: Query): Promise<Page<EarlierResult>> {
    const after = decodeCursor(query.cursor, listKey)
    const rows = await listRows(db, actor, query, after, query.limit ?? defaultLimit)
    const named = await nameLevels(db, rows)
    return toPage(rows, query, ({ result, unit }) => [result.schoolYear, unit.name, result.id], named)
  }

  /** The years of a unit: what the system recognised and what was taken over, each marked. */
  async function yearsOf(actor: Actor, id: UnitId): Promise<{ items: YearResult[] }> {
    const [unit] = await findUnits(db, [id])
    if (!unit || !isWithin(unit.path, actor.unitPath)) throw new Problem('unit.not-found')
    const rows = await listOfUnit(db, id)
    const named = await nameLevels(db, rows)
    const imported = rows
      .map(named)
      .map(({ schoolYear, set, level, levelName, byDecision, total, groups, decision }) => ({
        ...{ schoolYear, set, level, levelName, byDecision, total, groups, decision },
        source: 'imported' as const,
        submissionId: null,
      }))
    const system = (await recognisedOf(db, [id])).map(({ set: { verifiedOn, ...set }, result, ...row }): YearResult => {
      const { groups, total } = resultSchema.parse(result)
      return {
        ...{ schoolYear: row.schoolYear, level: row.level, levelName: row.levelName, decision: row.decision },
        ...{ source: 'system', byDecision: false, total, submissionId: row.submissionId },
        set: { ...set, verified: verifiedOn !== null },
        groups: groups.map(({ code, score }) => ({ code, score })),
      }
    })
    return { items: [...system, ...imported].toSorted((a, b) => b.schoolYear.localeCompare(a.schoolYear)) }
  }

  return { list, yearsOf }
}

/** What anyone may read of the earlier years of a unit. */
export async function publicYearsOf(db: Queryable, unitId: UnitId): Promise<PublicEarlierResult[]> {
  const rows = await listOfUnit(db, unitId, true)
  const named = await nameLevels(db, rows)
  return rows.map((row) => {
    const { schoolYear, level, levelName, decision } = named(row)
    return { schoolYear, level, levelName, decision, setTitle: row.set.title }
  })
}

const scoresOf = (scores: Record<string, number>) =>
  Object.entries(scores).map(([code, score]) => ({ code, score: hundredths(score) }))

/** Levels are called as the set of that year calls them; each set is asked once. */
async function nameLevels(db: Queryable, rows: readonly ListedEarlier[]) {
  const sets = new Map<IndicatorSetId, Awaited<ReturnType<typeof definitionOf>>>()
  for (const { set } of rows) if (!sets.has(set.id)) sets.set(set.id, await definitionOf(db, set.id))
  return ({ result, unit, set: { verifiedOn, ...set } }: ListedEarlier): EarlierResult => {
    const { id, schoolYear, level, byDecision, total, decisionNumber, decisionSignedOn, decisionIssuer } = result
    const definition = sets.get(set.id)
    return {
      ...{ id, unit, schoolYear, level, byDecision, total, public: result.public, recordedBy: result.recordedBy },
      set: { ...set, verified: verifiedOn !== null },
      levelName: definition ? levelNameOf(definition, level) : String(level),
      groups: scoresOf(result.groups),
      decision:
        decisionNumber !== null && decisionSignedOn !== null && decisionIssuer !== null
          ? { number: decisionNumber, signedOn: decisionSignedOn, issuer: decisionIssuer }
          : null,
      recordedAt: result.recordedAt.toISOString(),
    }
  }
}
