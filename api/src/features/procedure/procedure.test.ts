import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { next, submissionActions, submissionStatuses } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { root } from '../../config.ts'
import { procedureDocument } from './index.ts'
import { theProcedure } from './procedure.ts'

const { as, client } = testApi()

it('everybody who works here reads the procedure, and it is the one that is obeyed', async () => {
  const read = await ok((await as('school-staff')).get('/procedure'))
  expect(read).toEqual(theProcedure)
  for (const status of submissionStatuses)
    for (const action of submissionActions) {
      const move = theProcedure.moves.find((one) => one.action === action && one.from.includes(status))
      expect([status, action, move && (move.to === 'same' ? status : move.to)]).toEqual([
        ...[status, action, next(status, action) ?? undefined],
      ])
    }
})

it('a stranger does not', async () => {
  expect(await client().get('/procedure')).toMatchObject({ status: 401 })
})

it('docs/procedure.md says what the tables say: run `npx pnpm procedure` when it does not', async () => {
  expect(await readFile(join(root, 'docs', 'procedure.md'), 'utf8')).toBe(procedureDocument())
})
