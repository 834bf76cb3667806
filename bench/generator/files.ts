import { decimalText } from '@thuoc/shared'
import { begunForm, type Form } from './answers.ts'
import type { Campaign } from './campaigns.ts'
import { writeEvidence } from './evidence.ts'
import { idOf, type Random } from './random.ts'
import { isPast, pastStatuses, presentStatuses, roadTo, type Passed } from './road.ts'
import type { ChosenSet } from './sets.ts'
import type { Sinks } from './tables.ts'
import type { Person, School, Unit } from './units.ts'

const campaignUnitKind = 20
const submissionKind = 21
const eventKind = 22

const day = 24 * 3600 * 1000

export type FileMade = { submissionId: string; form: Form; at: Date }
type Counts = { files: number; events: number }

/** Writes the files of schools in campaigns, each with its lines, history and evidence. */
export function fileWriter({ into, random }: { into: Sinks['into']; random: Random }) {
  const made: Counts = { files: 0, events: 0 }
  const evidence = writeEvidence({ into, random })

  /** @returns what stood recognised in the end, where anything was */
  return (campaign: Campaign, school: School, set: ChosenSet): FileMade | null => {
    const n = (made.files += 1)
    const [campaignUnitId, submissionId] = [idOf(campaignUnitKind, n), idOf(submissionKind, n)]
    const { body } = school
    const status = random.weighted(campaign.over ? pastStatuses : presentStatuses)
    const whole = random.pick(set.forms)
    const lineCount = whole.result.lines
    const self = isPast(status, 'awaiting-approval') ? whole : begunForm(set.definition, whole, random.whole(lineCount))
    const external = isPast(status, 'result-shown') ? (random.chance(0.7) ? whole : random.pick(set.forms)) : null
    const [head, staff] = school.people
    const officer = body.people[1]
    if (!head || !staff || !officer) throw new Error('Nobody works there')

    into('campaign_units', [
      ...[campaignUnitId, campaign.id, school.id, set.id, school.code, school.name, school.type, school.path],
      ...[body.id, body.code, body.name, body.type, body.path],
    ])
    const hastens = random.skewed(0.3)
    const road = roadTo(status).map((step) => ({ ...step, at: new Date(campaign.opened + step.day * day * hastens) }))
    const last = road.at(-1)
    if (!last) throw new Error('Nothing happened')
    into('submissions', [
      ...[submissionId, campaignUnitId, status, last.at, isPast(status, 'submitted') ? 1 : 0, road.length],
      ...[isPast(status, 'awaiting-approval') ? staff.id : null, self.result.answered, lineCount],
      ...[decimalText(self.result.total), self.result.answered === lineCount ? self.result.level : null],
      ...[external && decimalText(external.result.total), external?.result.level ?? null],
      isPast(status, 'recognised') && external ? external.result.level : null,
    ])
    const savedAt = new Date(campaign.opened + 30 * day)
    for (const { code, cells } of self.lines)
      into('submission_lines', [submissionId, code, ...cells, 1, savedAt, staff.name, staff.id])
    for (const { code, cells } of external?.lines ?? [])
      into('external_lines', [submissionId, code, ...cells, '', 1, last.at, officer.name, officer.id])
    if (isPast(status, 'approved')) {
      const written = road.find(({ to }) => to === 'approved')?.at ?? last.at
      into('submission_requests', [
        ...[submissionId, 1, `${n}/TTr`, written.toISOString().slice(0, 10), head.name, 'Hiệu trưởng'],
        ...['Kính đề nghị tổ chức đánh giá ngoài.', written, head.name, head.id],
        road.find(({ to }) => to === 'submitted')?.at ?? null,
      ])
    }
    for (const step of road) writeEvent(submissionId, step, { campaign, school, self, external })
    evidence(campaign, school, { campaignUnitId, codes: self.lines.map(({ code }) => code), by: staff })
    return external && isPast(status, 'recognised') ? { submissionId, form: external, at: last.at } : null
  }

  type About = { campaign: Campaign; school: School; self: Form; external: Form | null }
  function writeEvent(submissionId: string, step: Passed & { at: Date }, { campaign, school, self, external }: About) {
    const eventId = idOf(eventKind, (made.events += 1))
    const [unit, person] = actorOf(step, campaign, school)
    const finished = step.to !== 'drafting'
    const outside = external && isPast(step.to, 'result-shown') ? external.result : null
    into('submission_events', [
      ...[eventId, submissionId, step.action, step.from, step.to, isPast(step.to, 'submitted') ? 1 : 0],
      ...[finished ? decimalText(self.result.total) : null, finished ? self.result.level : null],
      ...[outside && decimalText(outside.total), outside?.level ?? null],
      ...[step.at, person.id, person.name, unit.name],
    ])
    const kept = step.action === 'approve' ? self : step.action === 'accept-result' ? external : null
    for (const { code, awarded, maximum, met } of kept?.lines ?? [])
      if (awarded !== null || met !== null) into('report_scores', [eventId, code, awarded, maximum, met])
  }
}

function actorOf({ by, action }: Passed, campaign: Campaign, school: School): readonly [Unit, Person] {
  const unit = by === 'school' ? school : by === 'body' ? school.body : campaign.province
  const [leader, hand] = unit.people
  const person = action === 'finish' || action === 'open' ? hand : leader
  if (!person) throw new Error('Nobody works there')
  return [unit, person]
}
