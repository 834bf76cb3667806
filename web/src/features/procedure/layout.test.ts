import { submissionStatuses, transitions, submissionActions, turnOf, type Procedure } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { box, drawingOf } from './drawing.ts'
import { areaOf, overlap, wrapped } from './labels.ts'
import { planOf } from './layout.ts'
import { submissionsFeature } from '../submissions/index.ts'

const real: Procedure = {
  states: submissionStatuses.map((status) => ({ status, turn: turnOf[status] })),
  moves: submissionActions.map((action) => ({
    ...{ action, ...transitions[action], from: [...transitions[action].from] },
    ...{ afterClosing: true, permission: 'submission.read' as const, by: 'school' as const, roles: [], people: false },
  })),
}
const plan = planOf(real)
const rowOf = (status: string) => plan.places.find((one) => one.status === status)?.row ?? -1

describe('the picture of the procedure', () => {
  it('has every state once, each in a row of its own and in the lane of whose turn it is', () => {
    expect(plan.places.map(({ status }) => status).toSorted()).toEqual([...submissionStatuses].toSorted())
    expect(new Set(plan.places.map(({ row }) => row)).size).toBe(submissionStatuses.length)
    for (const { status, lane } of plan.places) expect(plan.lanes[lane]).toBe(turnOf[status])
  })

  it('has an arrow for every move from every state, and no other', () => {
    const drawn = plan.arrows.flatMap(({ from, to, actions }) => actions.map((action) => `${from} ${action} ${to}`))
    const wanted = submissionActions.flatMap((action) => {
      const { from, to } = transitions[action]
      return from.map((one) => `${one} ${action} ${to === 'same' ? one : to}`)
    })
    expect(drawn.toSorted()).toEqual(wanted.toSorted())
  })

  it('leads downwards where a move leads on', () => {
    const upwards = plan.arrows.filter(({ from, to, way }) => way === 'on' && rowOf(to) <= rowOf(from))
    expect(upwards).toEqual([])
  })

  it.each(['vi', 'en'] as const)('has room for the words of every arrow, none over another (%s)', async (locale) => {
    const { did } = z
      .object({ did: z.record(z.string(), z.string()) })
      .parse((await submissionsFeature.messages[locale]()).default)
    const { width, height, labels } = drawingOf(plan, ({ actions }) =>
      actions.flatMap((action) => wrapped(did[action] ?? '')),
    )
    const areas = labels.map(areaOf)
    expect(areas.filter(({ left, right, bottom }) => left < 0 || right > width || bottom > height)).toEqual([])
    const over = areas.flatMap((one, at) => areas.slice(at + 1).filter((other) => overlap(one, other)))
    expect(over).toEqual([])
  })

  it('stays within its frame, and no upright part of an arrow runs through a state', () => {
    const { width, height, boxes, lines } = drawingOf(plan, () => [])
    for (const { path } of lines) {
      const [, x, y] = /^M(\S+) (\S+?)[HV]/.exec(path) ?? []
      expect([Number(x) <= width, Number(y) <= height]).toEqual([true, true])
      const turn = /^M[\d.]+ [\d.]+H([\d.]+)V/.exec(path)?.[1]
      if (turn === undefined) continue
      expect(Number(turn)).toBeGreaterThan(0)
      expect(Number(turn)).toBeLessThan(width)
      expect(boxes.filter((one) => Number(turn) > one.x && Number(turn) < one.x + box.width)).toEqual([])
    }
  })
})
