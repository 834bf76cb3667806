import type { ProcedureTurn } from '@thuoc/shared'
import { areaOf, labelsOf, type Label, type Words } from './labels.ts'
import type { Arrow, Place, Plan } from './layout.ts'

export type Box = Place & { x: number; y: number }
export type Line = Arrow & { path: string; label: Words }
export type Drawing = {
  width: number
  height: number
  boxes: Box[]
  lines: Line[]
  /** The words of each line. */
  labels: Label[]
  lanes: { turn: ProcedureTurn; x: number; width: number }[]
}

export const box = { width: 142, height: 46 }
const head = 44
const rowHeight = 92
/** Between two arrows that run side by side. */
const apart = 13
const margin = 22
/** Around everything. */
const border = 6
/** Words stand above a run that is so long. */
const long = 120

type Side = 'left' | 'right'
type Route = { arrow: Arrow; from: Place; to: Place; channel: number; slot: number }

const short = ({ from, to }: { from: Place; to: Place }) => to.row === from.row + 1

/** The channel between two lanes that an arrow takes: beside its goal, on the side it comes from. */
function channelOf(arrow: Arrow, from: Place, to: Place): number {
  if (from.lane < to.lane) return to.lane
  if (from.lane > to.lane) return to.lane + 1
  return arrow.way === 'back' || from === to ? to.lane + 1 : to.lane
}

/** Arrows that would lie on each other run side by side. */
function routesOf({ places, arrows }: Plan): Route[] {
  const at = new Map(places.map((place) => [place.status, place]))
  const routes: Route[] = []
  for (const arrow of arrows) {
    const [from, to] = [at.get(arrow.from), at.get(arrow.to)]
    if (!from || !to) continue
    if (from !== to && short({ from, to })) {
      routes.push({ arrow, from, to, channel: -1, slot: 0 })
      continue
    }
    const channel = channelOf(arrow, from, to)
    const taken = new Set(
      routes.filter((other) => other.channel === channel && meet(other, { from, to })).map(({ slot }) => slot),
    )
    let slot = 0
    while (taken.has(slot)) slot += 1
    routes.push({ arrow, from, to, channel, slot })
  }
  return routes
}
type Ends = { from: Place; to: Place }
const meet = (a: Ends, b: Ends) =>
  Math.min(a.from.row, a.to.row) <= Math.max(b.from.row, b.to.row) &&
  Math.min(b.from.row, b.to.row) <= Math.max(a.from.row, a.to.row)

/** Lines, boxes and words of a plan, in pixels. @param wordsOf what is said beside an arrow, line by line */
export function drawingOf(plan: Plan, wordsOf: (arrow: Arrow) => string[]): Drawing {
  const routes = routesOf(plan)
  const slots = plan.lanes
    .map((_, lane) => lane)
    .concat(plan.lanes.length)
    .map((channel) => Math.max(0, ...routes.filter((route) => route.channel === channel).map(({ slot }) => slot + 1)))
  const gap = (channel: number) => margin * 2 + Math.max(0, (slots[channel] ?? 0) - 1) * apart
  const left: number[] = []
  let x = 0
  for (const lane of plan.lanes.keys()) {
    x += gap(lane)
    left.push(x)
    x += box.width
  }
  const xOf = (lane: number) => left[lane] ?? 0
  const yOf = (row: number) => head + row * rowHeight + (rowHeight - box.height) / 2
  const channelX = (channel: number, slot: number) =>
    (channel === 0 ? 0 : xOf(channel - 1) + box.width) + margin + slot * apart
  const ports = portsOf(routes)
  const lines = routes.map((route) => {
    const { arrow, from, to, channel, slot } = route
    if (channel === -1) return straight(arrow, xOf(from.lane), yOf(from.row), xOf(to.lane), yOf(to.row))
    const turn = channelX(channel, slot)
    const start = endOf(xOf(from.lane), turn)
    const end = endOf(xOf(to.lane), turn)
    const y1 = yOf(from.row) + ports.at(route, 'from')
    const y2 = yOf(to.row) + ports.at(route, 'to')
    const label = labelOf(start, turn, y1)
    return { ...arrow, path: `M${start.x} ${y1}H${turn}V${y2}H${end.x}`, label }
  })
  const labels = labelsOf(lines, wordsOf)
  const edges = labels.map((label) => areaOf(label).right)
  return {
    width: Math.max(x + gap(plan.lanes.length), ...edges) + border,
    height: Math.max(head + plan.places.length * rowHeight, ...labels.map((label) => areaOf(label).bottom)) + border,
    boxes: plan.places.map((place) => ({ ...place, x: xOf(place.lane), y: yOf(place.row) })),
    lanes: plan.lanes.map((turn, lane) => ({
      turn,
      x: xOf(lane) - gap(lane) / 2,
      width: box.width + gap(lane) / 2 + gap(lane + 1) / 2,
    })),
    lines,
    labels,
  }
}

function endOf(x: number, turn: number): { x: number; side: Side } {
  return turn < x ? { x, side: 'left' } : { x: x + box.width, side: 'right' }
}

/** Above a long run, beside its turn; beyond the turn of a short one, where no state stands in this row. */
function labelOf(start: { x: number; side: Side }, turn: number, y: number): Words {
  const leftwards = start.side === 'left'
  if (Math.abs(turn - start.x) > long)
    return { x: turn + (leftwards ? 5 : -5), y: y - 5, anchor: leftwards ? 'start' : 'end', grow: 'up' }
  return { x: turn + (leftwards ? -5 : 5), y: y + 4, anchor: leftwards ? 'end' : 'start', grow: 'both' }
}

function straight(arrow: Arrow, x1: number, y1: number, x2: number, y2: number): Line {
  const middle = box.width / 2
  const [top, between] = [y1 + box.height, y1 + box.height + (y2 - y1 - box.height) / 2]
  const path = `M${x1 + middle} ${top}V${between}H${x2 + middle}V${y2}`
  const label: Words =
    x1 === x2
      ? { x: x1 + middle + 6, y: between + 2, anchor: 'start', grow: 'both' }
      : { x: (x1 + x2) / 2 + middle, y: between - 5, anchor: 'middle', grow: 'up' }
  return { ...arrow, path, label }
}

/** Where arrows leave and reach the side of a box: one below the other. */
function portsOf(routes: readonly Route[]) {
  const key = ({ status }: Place) => status
  const used = new Map<string, Route[]>()
  for (const route of routes.filter(({ channel }) => channel !== -1))
    for (const end of ['from', 'to'] as const) {
      const place = key(route[end])
      used.set(place, [...(used.get(place) ?? []), route])
    }
  return {
    at: (route: Route, end: 'from' | 'to') => {
      const all = used.get(key(route[end])) ?? []
      const one = route.from === route.to && end === 'to' ? all.lastIndexOf(route) : all.indexOf(route)
      return ((one + 1) * box.height) / (all.length + 1)
    },
  }
}
