import { checkKeys, isAnsweredBySystem } from '@thuoc/shared'
import { expect } from 'vitest'
import type { testApi } from './harness.ts'

type File = { id: string; version: number }
type Person = Pick<ReturnType<ReturnType<typeof testApi>['client']>, 'get' | 'put'>

/** Here too: what a road rests on does not rest on the road. */
async function saved(reply: ReturnType<Person['put']>) {
  const { status, body } = await reply
  expect({ status, body }).toMatchObject({ status: 200 })
}

/** The request with which a file is sent; long ago, as tests have clocks of their own. */
export const aRequest = (version = 0, over: object = {}) => ({
  version,
  number: '12/TTr-THCS',
  issuedOn: '2021-09-06',
  signatory: 'Nguyễn Văn Mẫu',
  office: 'Hiệu trưởng',
  text: 'Kính đề nghị đánh giá ngoài mức độ chuyển đổi số của nhà trường.',
  ...over,
})

/** What an officer answers when everything is in order. */
export const everythingInOrder = checkKeys
  .filter((key) => !isAnsweredBySystem(key))
  .map((key) => ({ key, answer: 'ok', remark: '' }))

/**
 * What a move needs before it is made: a file is sent with its request and accepted after its check. For tests that are
 * about other things.
 */
export async function prepared(person: Person, { id }: Pick<File, 'id'>, action: string) {
  if (action === 'submit') {
    const { body } = await person.get(`/submissions/${id}/request`)
    if (body.mayEdit === true && body.missing.length > 0)
      await saved(person.put(`/submissions/${id}/request`, aRequest(body.version)))
  }
  if (action === 'accept') {
    const { body } = await person.get(`/submissions/${id}/check-list`)
    const list = body.checkList
    if (list?.mayCheck === true && list.finishedAt === null)
      await saved(
        person.put(`/submissions/${id}/check-list`, { version: list.version, items: everythingInOrder, finish: true }),
      )
  }
}
