import { expect, it } from 'vitest'
import { everyPage } from './every-page.ts'

/** A list of five in pages of two, and where it was asked from. */
function pages() {
  const asked: (string | null)[] = []
  const ask = (cursor: string | null) => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    const items = [0, 1, 2, 3, 4].slice(from, from + 2)
    return Promise.resolve({ items, nextCursor: from + 2 < 5 ? String(from + 2) : null })
  }
  return { asked, ask }
}

it('brings every page, in order', async () => {
  const { asked, ask } = pages()
  expect(await everyPage(ask, 100)).toEqual([0, 1, 2, 3, 4])
  expect(asked).toEqual([null, '2', '4'])
})

it('asks no further when there are enough', async () => {
  const { asked, ask } = pages()
  expect(await everyPage(ask, 3)).toEqual([0, 1, 2, 3])
  expect(asked).toEqual([null, '2'])
})
