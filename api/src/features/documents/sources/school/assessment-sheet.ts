import { linesOf, submissionId, type Answers, type Form, type OutlineLine, type Result } from '@thuoc/shared'
import { saidIn } from '../../../submissions/index.ts'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { proofsOf, signersOf, type Proof } from './proof.ts'
import { conditionsText, groupValues, lineHead, resultValues, scoreText } from './result.ts'

/** Phiếu tự đánh giá; with what was found from outside where the one who asks sees it. */
export const assessmentSheet =
  ({ submissions, councils, seals }: SourcePorts): Source<'assessment-sheet'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const form = await submissions.getForm(actor, id)
    const { unit, campaign, set, answered, lines, selfResult, externalResult } = form.submission
    if (answered === 0) return null
    const proofs = proofsOf(form, await seals.sent(actor, id))
    const { signer, prepared } = signersOf(await councils.get(actor, id))
    const { definition } = form
    const outside = externalResult && resultValues(definition, externalResult)
    return {
      issuer: unit,
      campaign,
      symbol: null,
      signedOn: null,
      signer,
      recipients: '',
      fileName: 'Phiếu tự đánh giá',
      values: {
        ...prepared,
        ...resultValues(definition, selfResult),
        setTitle: set.title,
        answered: `${answered}/${lines}`,
        conditions: conditionsText(selfResult),
        assessed: outside !== null,
        own: outside === null,
        externalTotal: outside?.total ?? '',
        externalLevel: outside?.level ?? '',
        groups: groupsOf(form, externalResult, proofs),
      },
    }
  }

function groupsOf(form: Form, external: Result | null, proofs: readonly Proof[]) {
  const { definition, submission } = form
  const found = external ? groupValues(definition, external) : []
  const rows = linesOf(definition)
  const sides: Sides = {
    self: Object.fromEntries(form.lines.map(({ code, answer }) => [code, answer])),
    external: external && Object.fromEntries(form.lines.map((line) => [line.code, line.external?.answer])),
  }
  return groupValues(definition, submission.selfResult).map((group) => {
    const outside = found.find(({ code }) => code === group.code)
    return {
      ...group,
      externalScore: outside?.score ?? '',
      externalLevel: outside?.level ?? '',
      lines: rows.filter((line) => line.group.code === group.code).map((line) => rowOf(form, line, sides, proofs)),
    }
  })
}

type Sides = { self: Answers; external: Answers | null }
function rowOf({ lines }: Form, line: OutlineLine, { self, external }: Sides, proofs: readonly Proof[]) {
  const { criterion } = line
  const saved = lines.find(({ code }) => code === criterion.code)
  const said = saved ? saidIn(criterion, saved.answer) : ''
  return {
    ...lineHead(line),
    self: scoreText(line, self),
    external: external ? scoreText(line, external) : '',
    evidence: proofs
      .filter(({ criteria }) => criteria.includes(criterion.code))
      .map(({ code }) => code)
      .join(', '),
    // Of a condition the answer stands in the column of scores.
    note: [criterion.kind === 'condition' ? '' : said, saved?.answer.note ?? '']
      .filter((part) => part !== '')
      .join('; '),
    reason: saved?.external?.reason ?? '',
  }
}
