import {
  indicatorSetDefinition,
  linesOf,
  submissionStatuses,
  type Criterion,
  type IndicatorSetDefinition,
  type SubmissionStatus,
} from '@thuoc/shared'
import type { UnitRow } from '../src/features/org/index.ts'
import { closable } from './closing.ts'
import { aList, emptyWireAnswer, met, ok, score, type Person } from './road.ts'
import { prepared } from './requests.ts'

export type Crew = { staff: Person; head: Person }
export type CrewOf = (unit: { id: string }) => Promise<Crew>
type File = { id: string; campaignUnitId: string; version: number; status: SubmissionStatus; assessor: UnitRow }

const isPast = (file: File, goal: SubmissionStatus) =>
  submissionStatuses.indexOf(file.status) >= submissionStatuses.indexOf(goal)

/** A good answer of any kind, as it is sent; null where nobody answers. */
function answerTo(criterion: Criterion): object | null {
  switch (criterion.kind) {
    case 'sum':
      return criterion.fields ? { ...emptyWireAnswer, fields: { solution: 'Phần mềm mẫu' } } : null
    case 'aggregate':
      return null
    case 'condition':
      return met(true)
    case 'points':
      return score(criterion.maximum / 100)
    case 'checklist':
      return { ...emptyWireAnswer, items: criterion.items.map((_, at) => at) }
    case 'choice':
      return { ...emptyWireAnswer, choice: 0 }
    case 'count':
      return { ...emptyWireAnswer, count: 120, score: scoreBeside(criterion) }
    case 'ratio':
      return { ...emptyWireAnswer, numerator: 38, denominator: 40, score: scoreBeside(criterion) }
  }
}
/** Figures only suggest: people say the score; otherwise it follows from them. */
const scoreBeside = ({ award, maximum }: Extract<Criterion, { kind: 'count' | 'ratio' }>) =>
  award.by === 'suggestion' ? maximum / 100 : null

const answersTo = (set: IndicatorSetDefinition) =>
  linesOf(set).flatMap(({ criterion }) => {
    const answer = answerTo(criterion)
    return answer ? [{ criterion, answer }] : []
  })

/**
 * Takes files of a campaign along their road, each by the people whose turn it is. `reach` goes as far as is asked and
 * no further; what has been reached already is left alone.
 */
export function planFiles(campaign: { id: string }, crewOf: CrewOf, today: () => string) {
  const filesOf = async (person: Person, query: string): Promise<(File & { unit: UnitRow })[]> =>
    (await ok(person.get(`/submissions?campaignId=${campaign.id}&limit=200&${query}`))).items
  async function fileOf(unit: { id: string }): Promise<File> {
    const { staff } = await crewOf(unit)
    const found = (await filesOf(staff, '')).find((one) => one.unit.id === unit.id)
    if (!found) throw new Error('The unit takes no part')
    return found
  }
  const move = async (person: Person, unit: { id: string }, action: string) => {
    const { id, version } = await fileOf(unit)
    await prepared(person, { id }, action)
    await ok(person.post(`/submissions/${id}/transitions`, { action, version, reason: null }))
  }
  const definitionFor = async (person: Person, file: File) =>
    indicatorSetDefinition.parse((await ok(person.get(`/submissions/${file.id}/form`))).definition)

  async function prove(unit: { id: string }, least = Infinity) {
    const [{ staff }, file] = [await crewOf(unit), await fileOf(unit)]
    const wanted = linesOf(await definitionFor(staff, file)).filter(({ criterion: { evidence } }) => evidence?.demand)
    const there: { items: { criteria: string[] }[] } = await ok(
      staff.get(`/campaign-units/${file.campaignUnitId}/evidence`),
    )
    const proved = new Set(there.items.flatMap(({ criteria }) => criteria))
    for (const { criterion } of wanted.slice(0, least)) {
      if (proved.has(criterion.code)) continue
      const link = { criterion: criterion.code, title: 'Minh chứng mẫu', url: 'https://truong.example/minh-chung' }
      await ok(staff.post(`/campaign-units/${file.campaignUnitId}/evidence/links`, link))
    }
  }

  async function approve(unit: { id: string }) {
    const [{ staff, head }, file] = [await crewOf(unit), await fileOf(unit)]
    for (const { criterion, answer } of answersTo(await definitionFor(staff, file)))
      await ok(staff.put(`/submissions/${file.id}/lines/${criterion.code}`, { version: 0, answer }))
    await prove(unit)
    await move(staff, unit, 'finish')
    await move(head, unit, 'approve')
  }

  async function assess(unit: { id: string }) {
    const file = await fileOf(unit)
    const { staff, head } = await crewOf(file.assessor)
    const members = [{ personId: staff.person.id, duty: 'head' }]
    await ok(head.put(`/submissions/${file.id}/team`, { version: file.version, members }))
    for (const { criterion, answer } of answersTo(await definitionFor(staff, file)))
      if (criterion.kind !== 'sum')
        await ok(
          staff.put(`/submissions/${file.id}/external-lines/${criterion.code}`, { version: 0, answer, reason: '' }),
        )
    await closable(staff, file)
    const { version } = await fileOf(unit)
    await ok(staff.post(`/submissions/${file.id}/assessment/complete`, { version, conclusion: 'Đồng ý' }))
    await move((await crewOf(unit)).head, unit, 'accept-result')
  }

  let decisions = 0
  async function recognise(unit: { id: string }) {
    const { head } = await crewOf((await fileOf(unit)).assessor)
    await aList(head, campaign.id, [await fileOf(unit)], today())
    const file = await fileOf(unit)
    const decision = { number: `${(decisions += 1)}/QĐ-MH`, signedOn: today(), signatory: 'Trần Thị Mẫu' }
    const items = [{ submissionId: file.id, version: file.version }]
    await ok(head.post('/recognition-decisions', { ...decision, campaignId: campaign.id, office: 'Lãnh đạo', items }))
  }
  async function publish(unit: { id: string }) {
    const file = await fileOf(unit)
    const { staff } = await crewOf(file.assessor)
    await ok(staff.post('/publications', { items: [{ submissionId: file.id, version: file.version }] }))
  }

  const stages: { to: SubmissionStatus; go: (unit: { id: string }) => Promise<void> }[] = [
    { to: 'approved', go: approve },
    { to: 'submitted', go: async (unit) => move((await crewOf(unit)).head, unit, 'submit') },
    { to: 'accepted', go: async (unit) => move((await crewOf((await fileOf(unit)).assessor)).staff, unit, 'accept') },
    { to: 'assessed', go: assess },
    { to: 'recognised', go: recognise },
    { to: 'published', go: publish },
  ]
  async function reach(unit: { id: string }, goal: SubmissionStatus) {
    const file = await fileOf(unit)
    for (const { to, go } of stages) {
      if (!isPast(file, to)) await go(unit)
      if (to === goal) return
    }
  }
  return { reach, prove, fileOf, filesOf }
}
