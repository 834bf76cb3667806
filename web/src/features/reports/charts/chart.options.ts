import type { EChartsCoreOption } from 'echarts/core'

/** Ordered from light to dark as everywhere in the house, each with a pattern of its own: told apart in grey, too. */
const looks = {
  3: { color: '#0b5e62', decal: { symbol: 'none' } },
  2: { color: '#a5d0c8', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 6], rotation: -Math.PI / 4 } },
  1: { color: '#f0dfbd', decal: { symbol: 'circle', symbolSize: 0.6, dashArrayX: [4, 4], dashArrayY: 5 } },
  none: { color: '#e6e6e3', decal: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [1, 5], rotation: Math.PI / 4 } },
} as const
export type Look = keyof typeof looks
/** The look of a level; what stands above the third shares its colour. */
export const lookOf = (level: number | null): Look => (level === null ? 'none' : level >= 3 ? 3 : level === 2 ? 2 : 1)

export type Series = { name: string; look: Look; values: readonly (number | null)[] }
export type BarPicture = {
  /** Read aloud before the table is. */
  description: string
  categories: readonly string[]
  series: readonly Series[]
  stacked: boolean
  /** The end of the axis, where it has one. */
  most?: number
}

const text = { color: '#1d2b2d', fontFamily: 'Be Vietnam Pro, system-ui, sans-serif', fontSize: 13 }
const frame = (description: string) => ({
  aria: { enabled: true, label: { description }, decal: { show: true } },
  animation: false,
  textStyle: text,
  backgroundColor: '#ffffff',
})

const isNarrow = () => window.innerWidth < 640
/** Two lines of a name: beside each other “Phòng GDĐT …” and “Phòng GDĐT …” are told by how they end. */
const nameLabel = (names: readonly string[]) => {
  const needed = 12 + 8 * Math.max(0, ...names.map((name) => name.length))
  const width = Math.min(isNarrow() ? 112 : 230, needed)
  return { ...text, width, overflow: 'break', fontSize: isNarrow() ? 11 : 12, lineHeight: 14 }
}
const mostLetters = () => (isNarrow() ? 34 : 74)
const shortened = (name: string) =>
  name.length > mostLetters() ? `${name.slice(0, mostLetters() - 1).trimEnd()}…` : name

/** What the legend names stands whole, in as many lines as it needs. */
const legendRow = 24
const legendRows = (names: readonly string[]) => {
  const widths = names.map((name) => 46 + name.length * 7.5)
  const room = isNarrow() ? 290 : 900
  let rows = 1
  let used = 0
  for (const width of widths) {
    if (used > 0 && used + width > room) [rows, used] = [rows + 1, 0]
    used += width
  }
  return rows
}
const legendHeight = (series: readonly { name: string }[]) => legendRows(series.map(({ name }) => name)) * legendRow

/** Bars that lie, so that names have room; the first category on top. */
export const barOption = ({ description, categories, series, stacked, most }: BarPicture): EChartsCoreOption => ({
  ...frame(description),
  legend: { top: 0, left: 0, itemHeight: 12, textStyle: text },
  tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' }, renderMode: 'richText' },
  grid: { left: 8, right: 24, top: 12 + legendHeight(series), bottom: 8, containLabel: true },
  xAxis: {
    type: 'value',
    minInterval: 1,
    ...(most !== undefined && { max: most }),
    axisLabel: { ...text, fontSize: 12 },
    splitLine: { lineStyle: { color: '#e2dcd0' } },
  },
  yAxis: {
    type: 'category',
    inverse: true,
    data: [...categories],
    axisTick: { show: false },
    axisLabel: { ...nameLabel(categories), formatter: shortened },
  },
  series: series.map(({ name, look, values }) => ({
    ...{ type: 'bar', name, data: [...values], barMaxWidth: 22 },
    ...(stacked && { stack: 'all' }),
    itemStyle: { color: looks[look].color, decal: looks[look].decal, borderColor: '#55605f', borderWidth: 0.5 },
    label: {
      show: true,
      color: look === 3 && stacked ? '#ffffff' : '#1d2b2d',
      position: stacked ? 'inside' : 'right',
      formatter: ({ value }: { value: unknown }) => (value === 0 || value === null ? '' : vietnamese(value)),
    },
  })),
})

const vietnamese = (value: unknown) => (typeof value === 'number' ? value.toLocaleString('vi-VN') : '')

/** As high as its bars need. */
export const heightOf = ({ categories, series, stacked }: BarPicture) =>
  48 + legendHeight(series) + categories.length * (stacked ? 36 : 14 + 22 * series.length)

export type RadarPicture = {
  description: string
  axes: readonly { name: string; most: number }[]
  series: readonly { name: string; values: readonly (number | null)[] }[]
}
const strokes = [
  { color: '#0b5e62', type: 'solid', symbol: 'circle' },
  { color: '#9a4a06', type: 'dashed', symbol: 'triangle' },
  { color: '#3f4e8c', type: 'dotted', symbol: 'rect' },
  { color: '#55605f', type: [8, 3, 2, 3], symbol: 'diamond' },
] as const

const strokeOf = (at: number) => strokes[at % strokes.length] ?? strokes[0]

/** One line a column, told apart by stroke and mark as well as by colour. */
export const radarOption = ({ description, axes, series }: RadarPicture): EChartsCoreOption => ({
  ...frame(description),
  aria: { enabled: true, label: { description } },
  // Each with the mark of its line: told apart without colour, too.
  legend: {
    ...{ bottom: 0, textStyle: text, itemHeight: 10 },
    data: series.map(({ name }, at) => ({ name, icon: strokeOf(at).symbol })),
  },
  tooltip: { renderMode: 'richText' },
  radar: {
    indicator: axes.map(({ name, most }) => ({ name, max: most })),
    radius: isNarrow() ? '52%' : '62%',
    center: ['50%', isNarrow() ? '38%' : '45%'],
    axisName: { ...text, fontSize: 12 },
    splitArea: { show: false },
    splitLine: { lineStyle: { color: '#d5cfc2' } },
  },
  series: [
    {
      type: 'radar',
      // A column without any figure is no line at nought.
      data: series.flatMap(({ name, values }, at) => {
        if (values.every((value) => value === null)) return []
        const stroke = strokeOf(at)
        const line = {
          ...{ name, value: values.map((value) => value ?? 0), symbol: stroke.symbol, symbolSize: 7 },
          lineStyle: { color: stroke.color, type: stroke.type, width: 2 },
          itemStyle: { color: stroke.color },
        }
        return [line]
      }),
    },
  ],
})
