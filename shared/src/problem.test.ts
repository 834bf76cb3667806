import { expect, it } from 'vitest'
import { problems } from './problem.ts'
import { assessmentsProblems } from './problems/assessments.ts'
import { campaignsProblems } from './problems/campaigns.ts'
import { cataloguesProblems } from './problems/catalogues.ts'
import { documentsProblems } from './problems/documents.ts'
import { evidenceProblems } from './problems/evidence.ts'
import { exportsProblems } from './problems/exports.ts'
import { identityProblems } from './problems/identity.ts'
import { orgProblems } from './problems/org.ts'
import { platformProblems } from './problems/platform.ts'
import { recognitionProblems } from './problems/recognition.ts'
import { reportsProblems } from './problems/reports.ts'
import { submissionsProblems } from './problems/submissions.ts'

const areas = [
  assessmentsProblems,
  campaignsProblems,
  cataloguesProblems,
  documentsProblems,
  evidenceProblems,
  exportsProblems,
  identityProblems,
  orgProblems,
  platformProblems,
  recognitionProblems,
  reportsProblems,
  submissionsProblems,
]

it('a code stands in one area only: none hides another', () => {
  expect(areas.flatMap((area) => Object.keys(area)).toSorted()).toEqual(Object.keys(problems).toSorted())
})
