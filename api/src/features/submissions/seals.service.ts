import { isDeepStrictEqual } from 'node:util'
import {
  differenceOf,
  isMended,
  sealedContent,
  standingSeals,
  type ContentDifference,
  type ProblemItem,
  type RoundDifference,
  type Seal,
  type SealKind,
  type SealedContent,
  type SubmissionAction,
  type SubmissionId,
  type SubmissionStatus,
  type WireContent,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { listEvents } from './moves.repository.ts'
import { contentOf, contentsOf, hashOf, type Contents } from './sealed-content.ts'
import { insertSeals, listSeals, listSent, newestSeals, sentContent, type SealRow } from './seals.repository.ts'
import { requireVisible, signsFor } from './submissions.policy.ts'
import { showsExternal, type ExternalLineRow, type LaterFacts } from './submissions.present.ts'
import { find, type SubmissionRow } from './submissions.repository.ts'

export type SealsService = ReturnType<typeof createSealsService>
type External = Pick<LaterFacts, 'externalLines'>
type ExternalByFile = ReadonlyMap<SubmissionId, readonly ExternalLineRow[]>

/** With which step each seal is set: whoever signs for somebody else there, does so here. */
const stepOf: Record<SealKind, SubmissionAction> = {
  finished: 'finish',
  approved: 'approve',
  submitted: 'submit',
  agreed: 'accept-result',
  recognised: 'recognise',
}
/** Which pin what the team found as well. */
const withExternal: Record<SealKind, boolean> = {
  finished: false,
  approved: false,
  submitted: false,
  agreed: true,
  recognised: true,
}

type Sealed = Pick<SubmissionRow, 'id' | 'round'>

/** Pins the content of files that `lockMany` holds. @param contents as `contentsOf` reads them */
export async function sealAll(
  tx: Tx,
  actor: Actor,
  kind: SealKind,
  rows: readonly Sealed[],
  contents: Contents,
  at: Date,
) {
  const seals = rows.flatMap(({ id: submissionId, round }) => {
    const held = contents.get(submissionId)
    if (!held) return []
    const { content, sameAs = null } = held
    return [{ submissionId, kind, round, hash: hashOf(content), content, sameAs, sealedAt: at }]
  })
  if (seals.length !== rows.length) throw new Error('Each file that is sealed has a content')
  const by = { sealedById: actorId(actor), standsFor: signsFor(actor, stepOf[kind]) }
  await insertSeals(
    tx,
    actor,
    seals.map((one) => ({ ...one, ...by })),
  )
}

const between = (before: WireContent, after: WireContent): ContentDifference =>
  differenceOf(sealedContent.parse(before), sealedContent.parse(after))

/** The seals that hold in the status of a file: of each kind the newest. */
function standingOf(status: SubmissionStatus, seals: readonly SealRow[]): SealRow[] {
  return standingSeals[status].flatMap((kind) => seals.find((one) => one.kind === kind) ?? [])
}

/** The content of now, in both readings; read once each. */
async function readingsOf(db: Queryable, row: SubmissionRow, { externalLines }: External, seals: readonly SealRow[]) {
  const own = seals.some(({ kind }) => !withExternal[kind]) ? await contentOf(db, row) : null
  const whole = seals.some(({ kind }) => withExternal[kind])
    ? await contentOf(db, row, await externalLines(db, row.id))
    : null
  return (kind: SealKind) => (withExternal[kind] ? whole : own)
}

type Found = { row: SealRow; now: WireContent | null }
/** A seal is broken when what it pinned moved, and when somebody touched the seal itself. */
function isBroken({ row, now }: Found): boolean {
  if (now !== null && hashOf(now) !== row.hash) return true
  // What is word for word what stands now has its hash, too.
  return !(now !== null && isDeepStrictEqual(now, row.content)) && hashOf(row.content) !== row.hash
}

const items = ({ lines, external, evidence, set }: ContentDifference): ProblemItem[] => [
  ...(set ? [{ path: '', message: 'set-changed' }] : []),
  ...lines.map(({ code }) => ({ path: code, message: 'line-changed' })),
  ...external.map(({ code }) => ({ path: code, message: 'external-line-changed' })),
  ...evidence.map(({ code, change }) => ({ path: code, message: `evidence-${change}` })),
]

/**
 * Demands that what was finished, approved, sent or agreed still is what stands there.
 * @returns what was read for it, by file; @throws Problem `submission.seal-broken`: each line and piece that moved, by its code
 */
export async function requireSealed(db: Queryable, row: SubmissionRow): Promise<Contents> {
  const { broken, contents } = await lookAtSeals(db, [row])
  const errors = broken.get(row.id)
  if (errors) throw new Problem('submission.seal-broken', { errors })
  return contents
}

/** Before the team has agreed, no seal pins what it found. */
const noExternal = async () => new Map<SubmissionId, never>()

/**
 * Which of these files no longer are what was finished, approved, sent or agreed, each with every line and piece that
 * moved.
 * @param externalOf what the team found, by file; needed from the status on in which a seal pins it
 */
export const brokenAmong = async (
  db: Queryable,
  rows: readonly SubmissionRow[],
  externalOf: ExternalOf = noExternal,
): Promise<Broken> => (await lookAtSeals(db, rows, externalOf)).broken

type Broken = ReadonlyMap<SubmissionId, ProblemItem[]>
type ExternalOf = (db: Queryable, ids: readonly SubmissionId[]) => Promise<ExternalByFile>
/** The same, with what the files hold now as far as it had to be read, for whoever pins it next. */
export async function lookAtSeals(
  db: Queryable,
  rows: readonly SubmissionRow[],
  externalOf: ExternalOf = noExternal,
): Promise<{ broken: Broken; contents: Contents }> {
  const kindsOf = ({ status }: SubmissionRow) => standingSeals[status]
  const kinds = [...new Set(rows.flatMap(kindsOf))]
  const pinnedAlone = rows.filter((row) => kindsOf(row).some((kind) => !withExternal[kind]))
  const [seals, own] = await Promise.all([
    newestSeals(
      db,
      rows.map(({ id }) => id),
      kinds,
    ),
    pinnedAlone.length === 0 ? null : contentsOf(db, pinnedAlone),
  ])
  const standing = rows.flatMap((row) =>
    (seals.get(row.id) ?? []).filter(({ kind }) => kindsOf(row).includes(kind)).map((one) => ({ row, one })),
  )
  const agreed = [...new Set(standing.filter(({ one }) => withExternal[one.kind]).map(({ row }) => row))]
  const external =
    agreed.length === 0
      ? null
      : await externalOf(
          db,
          agreed.map(({ id }) => id),
        )
  const whole = external && (await contentsOf(db, agreed, external))
  const broken = new Map<SubmissionId, ProblemItem[]>()
  for (const { row, one } of standing) {
    const held = (withExternal[one.kind] ? whole : own)?.get(row.id)
    const now = held?.content ?? null
    if (broken.has(row.id)) continue
    if (isBroken({ row: one, now })) broken.set(row.id, now ? items(between(one.content, now)) : [])
    else if (held) held.sameAs = one.id
  }
  return { broken, contents: own ?? new Map() }
}

/** While a file is with the school, what will be sent next is what stands there. */
const unsent: readonly SubmissionStatus[] = ['drafting', 'returned', 'awaiting-approval', 'approved']

const nothing: ContentDifference = { set: false, lines: [], external: [], evidence: [] }

/** What was pinned, whether it still holds, and what moved between the rounds. */
export function createSealsService({ db, later }: { db: Db; later: External }) {
  async function list(actor: Actor, id: SubmissionId): Promise<{ items: Seal[] }> {
    const row = requireVisible(await find(db, actor, id))
    const shown = showsExternal(actor, row)
    const seals = (await listSeals(db, id)).filter(({ kind }) => shown || !withExternal[kind])
    const standing = standingOf(row.status, seals)
    const contents = await readingsOf(db, row, later, standing)
    return {
      items: seals.map((one) => {
        const now = standing.includes(one) ? contents(one.kind) : null
        const broken = now !== null && isBroken({ row: one, now })
        return {
          ...{ id: one.id, kind: one.kind, round: one.round, hash: one.hash, at: one.sealedAt.toISOString() },
          ...{ by: one.sealedBy, byUnit: one.unitName, standsFor: one.standsFor },
          standing: now !== null,
          matches: now === null ? null : !broken,
          difference: broken ? between(one.content, now) : null,
        }
      }),
    }
  }

  /** @param round the newer one of two; by default what will be sent next, or was sent last */
  async function compare(actor: Actor, id: SubmissionId, round?: number): Promise<RoundDifference> {
    const row = requireVisible(await find(db, actor, id))
    const sent = await listSent(db, id)
    const newest = unsent.includes(row.status) ? row.round + 1 : row.round
    const wanted = Math.min(round ?? newest, newest)
    const before = sent.findLast((one) => one.round < wanted)
    const draft = wanted > row.round
    const after = draft ? await contentOf(db, row) : sent.find((one) => one.round === wanted)?.content
    const rounds = sent.map((one) => one.round)
    if (!before || !after)
      return { round: wanted, since: null, draft, rounds, difference: nothing, reason: null, remarks: [] }
    const difference = between(before.content, after)
    const returned = (await listEvents(db, id)).find(
      (event) => event.action === 'return' && event.round === before.round,
    )
    const remarks = (returned?.remarks ?? []).map((one) => ({ ...one, mended: isMended(difference, one.criterion) }))
    return {
      ...{ round: wanted, since: before.round, draft, rounds, difference, remarks },
      reason: returned?.reason ?? null,
    }
  }

  /** What was sent last, while the file is away; null while it is with the school, and what stands there counts. */
  async function sent(actor: Actor, id: SubmissionId): Promise<SealedContent | null> {
    const row = requireVisible(await find(db, actor, id))
    if (unsent.includes(row.status)) return null
    const wire = await sentContent(db, { submissionId: id, round: row.round })
    return wire ? sealedContent.parse(wire) : null
  }

  return { list, compare, sent }
}
