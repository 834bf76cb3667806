import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { page, pageQuery, searchText } from '../page.ts'
import {
  answerChange,
  questionChange,
  questionText,
  questionVersion,
  questionVisibility,
  trainingQuestion,
  trainingQuestionId,
} from './question.schema.ts'
import { ofTraining } from './trainings.api.ts'

const params = z.object({ id: trainingQuestionId })

export const listTrainingQuestions = endpoint({
  name: 'listTrainingQuestions',
  method: 'GET',
  path: '/training-sessions/:id/questions',
  summary: 'Questions on a session with their answers, the newest first',
  access: 'training.read',
  params: ofTraining,
  query: pageQuery.extend({
    q: searchText.optional(),
    state: z.enum(['open', 'answered']).optional(),
  }),
  reply: page(trainingQuestion),
  refusals: ['training.not-found'],
})

export const askTrainingQuestion = endpoint({
  name: 'askTrainingQuestion',
  method: 'POST',
  path: '/training-sessions/:id/questions',
  summary: 'Asks the organiser, before or after the session; everybody invited reads it',
  access: 'training.register',
  params: ofTraining,
  body: z.object({ text: questionText }),
  reply: trainingQuestion,
  refusals: ['training.not-found', 'training.wrong-state', 'training.unit-not-invited'],
})

export const changeTrainingQuestion = endpoint({
  name: 'changeTrainingQuestion',
  method: 'PUT',
  path: '/training-questions/:id/text',
  summary: 'Words a question anew: the unit that asked until it is answered, the organiser at any time',
  access: 'training.register',
  params,
  body: questionChange,
  reply: trainingQuestion,
  refusals: ['training.question-not-found', 'training.question-stale', 'training.question-answered'],
})

export const answerTrainingQuestion = endpoint({
  name: 'answerTrainingQuestion',
  method: 'PUT',
  path: '/training-questions/:id/answer',
  summary: 'Answers a question, or words the answer anew; the earlier one stays in its history',
  access: 'training.organise',
  params,
  body: answerChange,
  reply: trainingQuestion,
  refusals: ['training.question-not-found', 'training.question-stale'],
})

export const moderateTrainingQuestion = endpoint({
  name: 'moderateTrainingQuestion',
  method: 'PUT',
  path: '/training-questions/:id/visibility',
  summary: 'Hides a question from the other units, with the reason, or shows it again',
  access: 'training.organise',
  params,
  body: questionVisibility,
  reply: trainingQuestion,
  refusals: ['training.question-not-found', 'training.question-stale', 'training.reason-required'],
})

export const listQuestionVersions = endpoint({
  name: 'listQuestionVersions',
  method: 'GET',
  path: '/training-questions/:id/versions',
  summary: 'A question and its answer in each of their versions, the present one first',
  access: 'training.read',
  params,
  reply: z.object({ items: z.array(questionVersion) }),
  refusals: ['training.question-not-found'],
})
