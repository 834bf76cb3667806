import { readdir } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { problems } from './problem.ts'

it('a code stands in one area only, and every area is offered', async () => {
  const folder = new URL('./problems/', import.meta.url)
  const names = (await readdir(folder)).filter((name) => name !== 'refusal.ts')
  const areas: Record<string, object>[] = await Promise.all(names.map((name) => import(new URL(name, folder).href)))
  const codes = areas.flatMap((area) => Object.values(area)).flatMap((refusals) => Object.keys(refusals))
  expect(codes.toSorted()).toEqual(Object.keys(problems).toSorted())
})
