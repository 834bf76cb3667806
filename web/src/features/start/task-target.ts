import type { SubmissionId, Task } from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'

/** The page on which each task is done. */
const targets: Record<Task['kind'], (id: SubmissionId, criterion: string) => RouteLocationRaw> = {
  score: (id) => ({ name: 'submission-form', params: { id } }),
  'score-own': (id, code) => ({ name: 'submission-form', params: { id, code } }),
  mend: (id) => ({ name: 'submission-form', params: { id } }),
  approve: (id) => ({ name: 'submission-approval', params: { id } }),
  submit: (id) => ({ name: 'submission-move', params: { id, action: 'submit' } }),
  receive: (id) => ({ name: 'submission', params: { id } }),
  organise: (id) => ({ name: 'assessment-team', params: { id } }),
  assess: (id) => ({ name: 'assessment-form', params: { id } }),
  'assess-own': (id) => ({ name: 'assessment-form', params: { id } }),
  prove: (id, code) => ({ name: 'submission-form', params: { id, code } }),
  consider: (id) => ({ name: 'objections', params: { id } }),
  answer: (id) => ({ name: 'objections', params: { id } }),
  nominate: (id) => ({ name: 'nomination-new', query: { file: id } }),
  decide: (id) => ({ name: 'decision-new', query: { file: id } }),
  publish: (id) => ({ name: 'publication-new', query: { file: id } }),
}

export const targetOf = ({
  kind,
  submissionId,
  criterion,
}: Pick<Task, 'kind' | 'submissionId' | 'criterion'>): RouteLocationRaw => targets[kind](submissionId, criterion ?? '')
