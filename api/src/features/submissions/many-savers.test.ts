import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aForm, wholeForm } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { score } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester

it('a school that writes in one file at once keeps no connection from others while it waits', async () => {
  const form = await aForm(tester)
  const [file, elsewhere] = [await form.fileOf(api.world.school), await form.fileOf(api.world.otherSchool)]
  const [staff, other] = [await as('school-staff'), await as('school-staff', api.world.otherSchool)]
  const answers = [...Object.entries(wholeForm(80)), ...Object.entries(wholeForm(80))]
  let answered = 0
  const saves: Promise<number>[] = []
  await api.db.transaction(async (tx) => {
    await tx.execute(sql`select from submissions where id = ${file.id} for update`)
    for (const [code, answer] of answers)
      saves.push(
        form.save(staff, file, code, answer).then(({ status }) => {
          answered += 1
          return status
        }),
      )
    expect((await form.save(other, elsewhere, '1.2', score(40))).status).toBe(200)
    expect(answered).toBe(0)
  })
  // Each line twice with the same answer: the second time it is known to be the same.
  expect(await Promise.all(saves)).toEqual(answers.map(() => 200))
})
