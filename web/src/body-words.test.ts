import { noticeKinds, noticeSentence, submissionActions } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { features } from './features.ts'
import type { Messages } from './platform/feature.ts'

// A managing body has a file of its own (mission, I.4 of source 001): what both meet calls neither of them a school.

const flat = (messages: Messages, before = ''): [string, string][] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${before}${key}`, value]] : flat(value, `${before}${key}.`),
  )
/** The features that a file walks through. */
const ofFiles = [
  ...['submissions', 'requests', 'councils', 'assessments', 'teams', 'objections', 'recognition', 'evidence'],
  ...['scoring', 'procedure', 'notices', 'records', 'work'],
]
/** Here the kind of unit is known, and the sentence is for schools. */
const ofSchools = new Set(['councils.decide.heads.principal'])

const sentences = await Promise.all(
  features
    .filter(({ name }) => ofFiles.includes(name))
    .map(async ({ name, messages }) => flat((await messages.vi()).default, `${name}.`)),
)
const isOfSchools = ([key, text]: readonly [string, string]) =>
  !ofSchools.has(key) && /(?<!\p{L})(nhà trường|hiệu trưởng|trường)(?!\p{L})/iu.test(text)

it('no sentence of a file speaks of “nhà trường”, “trường” or “hiệu trưởng”', () => {
  expect(sentences.flat().length).toBeGreaterThan(500)
  expect(sentences.flat().filter(isOfSchools)).toEqual([])
})

it('nor does a notice or a letter', () => {
  const values = { unit: 'Phòng Mẫu', thing: 'Báo cáo' }
  const told = [
    ...noticeKinds.map((kind): [string, string] => [kind, noticeSentence('vi', { kind, values })]),
    ...submissionActions.map((action): [string, string] => [
      action,
      noticeSentence('vi', { kind: 'file-news', values: { ...values, action } }),
    ]),
  ]
  expect(told.filter(isOfSchools)).toEqual([])
})
