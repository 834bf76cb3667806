import { and, count, eq, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import {
  evidenceCode,
  parseEvidenceCode,
  registerSummary,
  registerWarnings,
  type CampaignUnitId,
  type EvidenceId,
  type RegisterFilters,
  type RegisterWarning,
  type registerSorts,
} from '@thuoc/shared'
import { one, type Queryable } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { registerRows, type EvidenceRow } from './evidence.repository.ts'
import { evidence } from './evidence.tables.ts'
import { flagged, holdsAll, textOfPiece } from './library.repository.ts'
import { evidenceFiles, evidencePieces as piece } from './pieces.tables.ts'

export type RegisterSort = (typeof registerSorts)[number]
type Order = { sort?: RegisterSort | undefined; descending?: boolean | undefined }
type Asked = RegisterFilters & Order & { after: readonly [key: string, id: string] | null; limit: number }
/** @param today a day in Asia/Ho_Chi_Minh */
type Of = { id: CampaignUnitId; today: string }

const parts = (code: SQL | typeof evidence.criterionCode) => sql`string_to_array(${code}, '.')::int[]`
/** No part is 0, so that what lies with a criterion comes before what lies with its parts. */
const place = sql`(${parts(evidence.criterionCode)} || 0 || ${evidence.number})`
/** What a list is ordered by, never null, and the type that a cursor is read as. */
const keys: Record<RegisterSort, { key: SQL; type: SQL }> = {
  code: { key: place, type: sql`int[]` },
  title: { key: sql`${piece.title}`, type: sql`text` },
  issued: { key: sql`coalesce(${piece.issuedOn}, 'infinity'::date)`, type: sql`date` },
  added: { key: sql`date_trunc('milliseconds', ${evidence.addedAt})`, type: sql`timestamptz` },
}

const twoDigits = sql`(case when ${evidence.number} < 10 then '0' else '' end || ${evidence.number})`
const codes = sql`('H' || ${evidence.box} || '-' || ${evidence.criterionCode} || '-' || ${twoDigits}
  || ' MC.' || ${evidence.criterionCode} || '.' || ${twoDigits})`

/** A code is sought in its right form, however it was typed. */
function wordsOf(search: string): string[] {
  const parsed = parseEvidenceCode(search)
  return likeWords(parsed ? evidenceCode(parsed.scheme, parsed).replace(/[[\]]/g, '') : search)
}

const warned = (warning: RegisterWarning, { id, today }: Of): SQL =>
  warning === 'undescribed'
    ? sql`(${piece.kind} in ('file', 'document') and num_nulls(${piece.documentKind}, ${piece.issuedOn}, ${piece.issuer}) > 0)`
    : flagged(warning, { today, unit: sql`(select unit_id from campaign_units where id = ${id})` })

const standing = (id: CampaignUnitId) => and(eq(evidence.campaignUnitId, id), isNull(evidence.removedAt))

function narrowed(of: Of, { search = '', criterion, kind, box, scan, warning }: RegisterFilters) {
  return and(
    standing(of.id),
    criterion === undefined
      ? undefined
      : sql`exists (select 1 from evidence_criteria used where used.evidence_id = ${evidence.id}
          and (used.criterion_code || '.') like ${`${criterion}.%`})`,
    kind && eq(piece.kind, kind),
    box === undefined ? undefined : eq(evidence.box, box),
    scan && sql`exists (select 1 from ${evidenceFiles} file where file.piece_id = ${piece.id} and file.scan = ${scan})`,
    warning && warned(warning, of),
    holdsAll(sql`concat_ws(' ', ${codes}, ${textOfPiece})`, wordsOf(search)),
  )
}

/** Rows of a register in the order asked for, one more than the limit. */
export function browse(db: Queryable, of: Of, asked: Asked): Promise<EvidenceRow[]> {
  const { sort = 'code', descending = false, after, limit, ...filters } = asked
  const { key, type } = keys[sort]
  const way = descending ? sql.raw('desc') : sql.raw('asc')
  const beyond = after
    ? sql`(${key}, ${evidence.id}) ${sql.raw(descending ? '<' : '>')} (${after[0]}::${type}, ${after[1]}::uuid)`
    : undefined
  return registerRows(db)
    .where(and(narrowed(of, filters), beyond))
    .orderBy(sql`${key} ${way}`, sql`${evidence.id} ${way}`)
    .limit(limit + 1)
}

/** The key of a row that a cursor holds, as the database reads it back. */
export function keyOf({ criterionCode, number, addedAt, piece: { title, issuedOn } }: EvidenceRow, sort: RegisterSort) {
  const key: Record<RegisterSort, string> = {
    code: `{${[...criterionCode.split('.').map(Number), 0, number].join()}}`,
    title,
    issued: issuedOn ?? 'infinity',
    added: addedAt.toISOString(),
  }
  return key[sort]
}

const joined = (db: Queryable, what: Record<string, SQL<number>>) =>
  db.select(what).from(evidence).innerJoin(piece, eq(piece.id, evidence.pieceId))

/** How many there are, of each warning and in each box. */
export async function summarise(db: Queryable, of: Of, filters: RegisterFilters) {
  const number = (condition: SQL | undefined) => sql<number>`(count(*) filter (where ${condition ?? sql`true`}))::int`
  const warnings = Object.fromEntries(registerWarnings.map((warning) => [warning, number(warned(warning, of))]))
  const {
    total = 0,
    found = 0,
    ...ofWarnings
  } = one(
    await joined(db, { total: number(undefined), found: number(narrowed(of, filters)), ...warnings }).where(
      standing(of.id),
    ),
  )
  const boxes = await db
    .select({ box: evidence.box, pieces: count() })
    .from(evidence)
    .where(standing(of.id))
    .groupBy(evidence.box)
    .orderBy(evidence.box)
  const { files, bytes } = one(
    await db
      .select({
        files: sql<number>`count(*)::int`,
        bytes: sql<number>`coalesce(sum(${evidenceFiles.size}), 0)`.mapWith(Number),
      })
      .from(evidence)
      .innerJoin(evidenceFiles, eq(evidenceFiles.pieceId, evidence.pieceId))
      .where(standing(of.id)),
  )
  return { total, found, warnings: registerSummary.shape.warnings.parse(ofWarnings), boxes, files, bytes }
}

/** Rows of this register that stand in it, by id. */
export async function findMany(db: Queryable, id: CampaignUnitId, ids: readonly EvidenceId[]) {
  const rows = await registerRows(db).where(and(standing(id), inArray(evidence.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row]))
}
