import {
  submissionStatuses,
  type Form,
  type Page,
  type Submission,
  type SubmissionId,
  type SubmissionSummary,
  type Task,
  type TimelineEntry,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { definitionOf, refinedBy } from '../catalogues/index.ts'
import { evidenceOf } from '../evidence/index.ts'
import { createRefreshAggregates } from './aggregates.service.ts'
import { newestFigures } from './figures.ts'
import { listLines } from './lines.repository.ts'
import { createSaveLine } from './lines.service.ts'
import { listEvents, listRemarks } from './moves.repository.ts'
import { createPlainMove, type Afters, type Gates } from './plain-moves.service.ts'
import { mayScore, requireVisible, taskIn, waitingFor } from './submissions.policy.ts'
import {
  presentEvent,
  presentLines,
  presentSubmission,
  presentSummary,
  showsExternal,
  type LaterFacts,
  type Parts,
} from './submissions.present.ts'
import { isLate } from './due.repository.ts'
import * as listed from './listed-files.repository.ts'
import * as lists from './lists.repository.ts'
import { ownParts, type OwnPart } from './own-parts.repository.ts'
import { find, type SubmissionRow } from './submissions.repository.ts'
import { firstAsked, listWaiting, type Wanted } from './waiting.repository.ts'

export type SubmissionsService = ReturnType<typeof createSubmissionsService>
/** `now`: the clock of the application, for last days. */
type Ports = { db: Db; later: LaterFacts; now: () => Date; gates?: Gates; after?: Afters }

/** The life of a file: what is in it, who may see it, what waits for whom. */
export function createSubmissionsService({ db, later, now, gates = {}, after = {} }: Ports) {
  const partsOf = async (source: Queryable, actor: Actor, row: SubmissionRow): Promise<Parts> => {
    const [definition, refined, self, external, team, recognition] = await Promise.all([
      definitionOf(source, row.set.id),
      refinedBy(source, row.set.id),
      listLines(source, row.id),
      showsExternal(actor, row) ? later.externalLines(source, row.id) : [],
      later.teamOf(source, row.campaignUnitId),
      row.recognisedLevel === null ? null : later.recognitionOf(source, row.id),
    ])
    return { definition, refined, self, external, team, recognition }
  }

  /** A file already found, as the contract shows it; within a transaction, pass the transaction. */
  const present = async (source: Queryable, actor: Actor, row: SubmissionRow): Promise<Submission> =>
    presentSubmission(actor, row, await partsOf(source, actor, row), now())

  async function get(actor: Actor, id: SubmissionId): Promise<Submission> {
    return present(db, actor, requireVisible(await find(db, actor, id)))
  }

  const getForm = (actor: Actor, id: SubmissionId): Promise<Form> =>
    together(db, async (on) => {
      const row = requireVisible(await find(on, actor, id))
      const [parts, remarks, evidence, measurements] = await Promise.all([
        partsOf(on, actor, row),
        listRemarks(on, id),
        evidenceOf(on, row.campaignUnitId, { mayEdit: mayScore(actor, row), now: now() }),
        definitionOf(on, row.set.id).then((definition) => newestFigures(on, row, definition)),
      ])
      return {
        submission: presentSubmission(actor, row, parts, now()),
        definition: parts.definition,
        lines: presentLines({ ...parts, remarks }, showsExternal(actor, row)),
        evidence,
        measurements,
      }
    })

  async function getTimeline(actor: Actor, id: SubmissionId): Promise<{ items: TimelineEntry[] }> {
    const row = requireVisible(await find(db, actor, id))
    const events = await listEvents(db, id)
    return { items: events.map((event) => presentEvent(event, showsExternal(actor, row))) }
  }

  async function list(actor: Actor, query: listed.Filters & PageRequest): Promise<Page<SubmissionSummary>> {
    const { limit = defaultLimit, cursor } = query
    const at = now()
    const after = decodeCursor(cursor, lists.urgencyKey)
    const rows = await lists.list(db, actor, query, { after, limit, now: at })
    return toPage(rows, query, lists.urgencyOf, (row) => presentSummary(actor, row, at))
  }

  /** Every status has its figure, also those in which nothing stands. */
  async function count(actor: Actor, filters: listed.Counting) {
    const rows = await listed.count(db, actor, filters, now())
    const byStatus = submissionStatuses.map((status) => ({
      status,
      count: rows.find((row) => row.status === status)?.count ?? 0,
    }))
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + of(row), 0)
    return { total: sum((row) => row.count), late: sum((row) => row.late), byStatus }
  }

  /** One line for each assessing body; only the statuses in which something stands. */
  async function countByAssessor(actor: Actor, filters: Pick<listed.Counting, 'campaignId'>) {
    const rows = await listed.countByAssessor(db, actor, filters, now())
    const bodies = Map.groupBy(rows, ({ assessor }) => `${assessor.id} ${assessor.code} ${assessor.name}`)
    const items = [...bodies.values()].flatMap((those) => {
      const [first] = those
      if (!first) return []
      const total = those.reduce((sum, row) => sum + row.count, 0)
      const late = those.reduce((sum, row) => sum + row.late, 0)
      return [
        { assessor: first.assessor, total, late, byStatus: those.map(({ status, count }) => ({ status, count })) },
      ]
    })
    return { items }
  }

  async function listTasks(actor: Actor, query: PageRequest): Promise<Page<Task>> {
    const { limit = defaultLimit, cursor } = query
    const states = waitingFor(actor)
    const after = decodeCursor(cursor, lists.urgencyKey)
    const at = now()
    const rows = await listWaiting(db, actor, states, { after, limit, now: at })
    const wanting = rows.filter((row) => taskIn(actor, row) === 'prove').map(({ id }) => id)
    const shared = rows.filter((row) => partly.has(taskIn(actor, row))).map(({ id }) => id)
    const [asked, own] = await Promise.all([firstAsked(db, wanting, at), ownParts(db, shared, actor.personId)])
    return toPage(rows, query, lists.urgencyOf, (row) =>
      presentTask(row, taskIn(actor, row), { asked: asked.get(row.id), own: own.get(row.id) }, at),
    )
  }

  return {
    get,
    getForm,
    getTimeline,
    list,
    count,
    countByAssessor,
    listTasks,
    present,
    saveLine: createSaveLine({ db, now }),
    refreshAggregates: createRefreshAggregates({ db, now }),
    ...createPlainMove({ db, present, now, gates, after }),
  }
}

/** Tasks of several people, of which each may have a part of their own. */
const partly: ReadonlySet<Task['kind']> = new Set(['score', 'mend', 'assess'])

type TaskParts = { asked: Wanted | undefined; own: OwnPart | undefined }
/**
 * @param parts what evidence is asked for first: such a task ends with it and is never late; and what is left of the
 * actor's own part, which then comes before what all of them do
 */
function presentTask(row: SubmissionRow, shared: Task['kind'], { asked, own }: TaskParts, now: Date): Task {
  const { id: submissionId, unit, campaign, status } = row
  const { kind, answered } = own ?? { kind: shared, answered: row.answered }
  const lines = own?.lines ?? row.lineCount
  const due = asked ? asked.due : row.due
  const late = !asked && isLate(row, now)
  const criterion = asked?.criterion ?? own?.criterion ?? null
  return { kind, submissionId, unit, campaignTitle: campaign.title, status, due, late, answered, lines, criterion }
}
