import { mkdtemp, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSpool, type Spool } from './export-spool.ts'

async function linesOf(spool: Spool, name: string) {
  const lines: string[] = []
  for await (const line of spool.lines(name)) lines.push(line)
  return lines
}

it('what a killed process left is cleared away after a day; what is under way stays', async () => {
  const left = await mkdtemp(join(tmpdir(), 'thuoc-export-'))
  const twoDaysAgo = Date.now() / 1000 - 2 * 86_400
  await utimes(left, twoDaysAgo, twoDaysAgo)
  const first = await openSpool()
  await first.write('rows/a.jsonl', ['{"a":"một\\u2028hai"}\n', '{"b":2}'])
  const second = await openSpool()

  await expect(stat(left)).rejects.toThrow('ENOENT')
  expect(await linesOf(first, 'rows/a.jsonl')).toEqual(['{"a":"một\\u2028hai"}', '{"b":2}'])
  for (const spool of [first, second]) await spool.remove()
  await expect(linesOf(first, 'rows/a.jsonl')).rejects.toThrow('ENOENT')
})
