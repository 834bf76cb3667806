import { and, desc, eq, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import {
  boundsOf,
  librarySummary,
  pieceFlags,
  pieceKinds,
  type CampaignUnitId,
  type IndicatorSetId,
  type PieceFlag,
  type PieceId,
  type PieceKind,
  type pieceSorts,
  type SubmissionId,
  type UnitId,
} from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'
import { likeWords } from '../../platform/db/search.ts'
import { defaultLimit } from '../../platform/page.ts'
import { pieceColumns, type PieceRow } from './pieces.repository.ts'
import { evidenceFiles, evidencePieces } from './pieces.tables.ts'

export type PieceFilter = {
  schoolYear?: string | undefined
  search?: string | undefined
  kind?: PieceKind | undefined
  flag?: PieceFlag | undefined
  bin?: boolean | undefined
}
export type PieceSort = (typeof pieceSorts)[number]
type Asked = PieceFilter & { sort: PieceSort; after: [key: string, id: string] | null; limit?: number | undefined }

const piece = evidencePieces
const startOfYear = sql`(left(${piece.schoolYear}, 4) || ${boundsOf('0000-0001').from.slice(4)})::date`
const endOfYear = sql`(right(${piece.schoolYear}, 4) || ${boundsOf('0000-0001').until.slice(4)})::date`
const begins = sql`coalesce(${piece.validFrom}, ${piece.issuedOn})`
/** As `timingOf` has it; a test compares the two. */
const outsideYear = sql`(${begins} > ${endOfYear} or ${piece.validUntil} < ${startOfYear}
  or (${piece.validUntil} is null and ${piece.validFrom} is null and ${piece.issuedOn} < ${startOfYear}))`
const inYear = sql`coalesce(not ${outsideYear}, true)`

/** @param today a day in Asia/Ho_Chi_Minh; `unit`: whose pieces they are */
export const flagged = (flag: PieceFlag, { today, unit }: { today: string; unit: SQL }): SQL =>
  ({
    unused: sql`not exists (select 1 from evidence where evidence.piece_id = ${piece.id} and evidence.removed_at is null)`,
    'to-renew': eq(piece.toRenew, true),
    'outside-year': outsideYear,
    expired: sql`(${inYear} and ${piece.validUntil} < ${today}::date)`,
    expiring: sql`(${inYear} and ${piece.validUntil} between ${today}::date and ${today}::date + 30)`,
    'link-down': sql`${piece.linkState} in ('down', 'refused')`,
    // Of the whole unit at once: a row by itself would look through all that have the same content.
    twice: sql`${piece.id} in (select piece_id from (
      select mine.piece_id, min(mine.piece_id::text) over same <> max(mine.piece_id::text) over same as shared
      from evidence_files mine join evidence_pieces its on its.id = mine.piece_id
      where its.unit_id = ${unit} and its.removed_at is null
      window same as (partition by mine.sha256, its.school_year)) held where shared)`,
  })[flag]

const names = sql`(select string_agg(file.name, ' ') from ${evidenceFiles} file where file.piece_id = ${piece.id})`
/** What a piece is found by. */
export const textOfPiece = sql`concat_ws(' ', ${piece.title}, ${piece.note}, ${piece.documentNumber}, ${piece.issuer}, ${piece.url}, ${piece.figureSource}, ${names})`

/** Each word occurs in a text, which is put together once. */
export const holdsAll = (text: SQL, words: readonly string[]): SQL | undefined =>
  words.length === 0
    ? undefined
    : sql`unaccented(${text}) like all(array[${sql.join(
        words.map((word) => sql`unaccented(${word})`),
        sql`, `,
      )}])`

/** Newest first, or titles and days from the first; `type`: as what a cursor is read. */
const orders: Record<PieceSort, { key: SQL; type: SQL; way: 'asc' | 'desc' }> = {
  added: { key: sql`date_trunc('milliseconds', ${piece.addedAt})`, type: sql`timestamptz`, way: 'desc' },
  title: { key: sql`${piece.title}`, type: sql`text`, way: 'asc' },
  issued: { key: sql`coalesce(${piece.issuedOn}, 'infinity'::date)`, type: sql`date`, way: 'asc' },
}
/** The key of a piece that a cursor holds. */
export const keyOf = ({ addedAt, title, issuedOn }: PieceRow, sort: PieceSort): string =>
  ({ added: addedAt.toISOString(), title, issued: issuedOn ?? 'infinity' })[sort]

const inLibrary = isNull(piece.removedAt)
const inBin = and(isNotNull(piece.removedAt), isNull(piece.purgedAt))

/** Pieces of a unit in the order asked for, one more than the limit. */
export const list = (db: Queryable, unit: UnitId, today: string, asked: Asked): Promise<PieceRow[]> => {
  const { schoolYear, search = '', kind, flag, bin = false, sort, after, limit = defaultLimit } = asked
  const { key, type, way } = orders[sort]
  const beyond = sql.raw(way === 'desc' ? '<' : '>')
  return db
    .select(pieceColumns)
    .from(piece)
    .where(
      and(
        eq(piece.unitId, unit),
        bin ? inBin : inLibrary,
        schoolYear === undefined ? undefined : eq(piece.schoolYear, schoolYear),
        kind && eq(piece.kind, kind),
        flag && flagged(flag, { today, unit: sql`${unit}::uuid` }),
        after ? sql`(${key}, ${piece.id}) ${beyond} (${after[0]}::${type}, ${after[1]}::uuid)` : undefined,
        holdsAll(textOfPiece, likeWords(search)),
      ),
    )
    .orderBy(sql`${key} ${sql.raw(way)}`, sql`${piece.id} ${sql.raw(way)}`)
    .limit(limit + 1)
}

const ofEach = librarySummary.shape
/** How many there are, of each kind and with each flag. */
export async function summarise(db: Queryable, unit: UnitId, today: string, schoolYear: string | undefined) {
  const number = (condition: SQL | undefined) =>
    sql<number>`(count(*) filter (where ${and(inLibrary, condition) ?? sql`true`}))::int`
  const ofKinds = Object.fromEntries(pieceKinds.map((kind) => [kind, number(eq(piece.kind, kind))]))
  const ofFlags = Object.fromEntries(
    pieceFlags.map((flag) => [flag, number(flagged(flag, { today, unit: sql`${unit}::uuid` }))]),
  )
  const bin = sql<number>`(count(*) filter (where ${inBin}))::int`
  const row: Record<string, number> = one(
    await db
      .select({ total: number(undefined), bin, ...ofKinds, ...ofFlags })
      .from(piece)
      .where(and(eq(piece.unitId, unit), schoolYear === undefined ? undefined : eq(piece.schoolYear, schoolYear))),
  )
  const counted = (name: string) => row[name] ?? 0
  return {
    ...{ total: counted('total'), bin: counted('bin') },
    kinds: ofEach.kinds.parse(Object.fromEntries(pieceKinds.map((kind) => [kind, counted(kind)]))),
    flags: ofEach.flags.parse(Object.fromEntries(pieceFlags.map((flag) => [flag, counted(flag)]))),
  }
}

/** School years of which a unit has evidence, newest first. */
export async function yearsOf(db: Queryable, unit: UnitId): Promise<string[]> {
  const rows = await db
    .selectDistinct({ schoolYear: piece.schoolYear })
    .from(piece)
    .where(and(eq(piece.unitId, unit), isNull(piece.removedAt)))
    .orderBy(desc(piece.schoolYear))
  return rows.map(({ schoolYear }) => schoolYear)
}

export type Use = {
  pieceId: PieceId
  campaignUnitId: CampaignUnitId
  submissionId: SubmissionId
  campaign: string
  indicatorSetId: IndicatorSetId
  criterion: string
  number: number
  box: number
  criteria: string[]
  settled: boolean
}

/** The registers in which these pieces stand now. */
export async function usesOf(db: Queryable, ids: readonly PieceId[]): Promise<Use[]> {
  if (ids.length === 0) return []
  const { rows } = await db.execute<Use>(sql`
    select evidence.piece_id as "pieceId", evidence.campaign_unit_id as "campaignUnitId", submissions.id as "submissionId",
      campaigns.title as campaign,
      campaign_units.indicator_set_id as "indicatorSetId", evidence.criterion_code as criterion, evidence.number,
      evidence.box,
      array(select criterion_code from evidence_criteria where evidence_id = evidence.id
        order by string_to_array(criterion_code, '.')::int[]) as criteria,
      exists (select 1 from evidence_relied_on relied
        where relied.piece_id = evidence.piece_id and relied.campaign_unit_id = evidence.campaign_unit_id) as settled
    from evidence
      join campaign_units on campaign_units.id = evidence.campaign_unit_id
      join campaigns on campaigns.id = campaign_units.campaign_id
      join submissions on submissions.campaign_unit_id = campaign_units.id
    where evidence.piece_id = any(${sql.param([...ids])}::uuid[]) and evidence.removed_at is null
    order by evidence.added_at`)
  return rows
}

/** Nobody moves the files whose registers hold this piece until the transaction ends. */
export async function lockRegisters(tx: Tx, id: PieceId) {
  await tx.execute(sql`select 1 from submissions
    where campaign_unit_id in (select campaign_unit_id from evidence where piece_id = ${id})
    order by id for no key update`)
}

/** Registers that can still change take a piece out as it goes into the bin, and back; its code and criteria stay. */
export async function takeFromRegisters(db: Queryable, id: PieceId, at: Date) {
  await db.execute(sql`update evidence set removed_at = ${at} where piece_id = ${id} and removed_at is null`)
}
export async function putBackIntoRegisters(db: Queryable, id: PieceId, removedAt: Date) {
  await db.execute(sql`
    update evidence set removed_at = null from submissions
    where submissions.campaign_unit_id = evidence.campaign_unit_id and submissions.status in ('drafting', 'returned')
      and evidence.piece_id = ${id} and evidence.removed_at = ${removedAt}
      and exists (select 1 from evidence_criteria where evidence_id = evidence.id)`)
}
