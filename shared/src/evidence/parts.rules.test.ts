import { describe, expect, it } from 'vitest'
import { firstPart, partAfter } from './parts.rules.ts'

const mebibyte = 1024 * 1024

describe('the parts of a file', () => {
  it('grow to eight times the first while the line is quick, and no further', () => {
    const sizes = [firstPart]
    for (let at = 0; at < 5; at += 1) sizes.push(partAfter(sizes.at(-1) ?? 0, 300))
    expect(sizes.map((bytes) => bytes / mebibyte)).toEqual([8, 16, 32, 64, 64, 64])
  })

  it('stay as they are on a line of middling pace', () => {
    expect([2_000, 10_000].map((time) => partAfter(2 * firstPart, time))).toEqual([2 * firstPart, 2 * firstPart])
  })

  it('shrink on a slow line, never below the first', () => {
    expect([partAfter(4 * firstPart, 10_001), partAfter(firstPart, 60_000)]).toEqual([2 * firstPart, firstPart])
  })
})
