import { emptyAnswer, type Answer, type Form, type Line } from '@thuoc/shared'
import { PiniaColada } from '@pinia/colada'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { tellRefusals } from '../../../platform/sentences.ts'
import { sampleForm, sampleLine } from '../testing/sample-form.ts'
import { draftMemory } from './draft-memory.ts'
import { selfSide } from './form-side.ts'
import { useFormLines, type FormLines } from './useFormLines.ts'

type Sent = { url: string; body: { version: number; answer: { score: number | null } } | null }

/** The lines of a form on a page of their own, before a server that answers as told. */
function stage(form: Form, answer: (sent: Sent) => { status: number; body: unknown }) {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', (url: string, { body }: { body?: string } = {}) => {
    const request: Sent = { url, body: body === undefined ? null : JSON.parse(body) }
    sent.push(request)
    const { status, body: reply } = answer(request)
    return Promise.resolve(new Response(JSON.stringify(reply), { status }))
  })
  let lines: FormLines | undefined
  const page = defineComponent({
    setup() {
      lines = useFormLines(
        () => form,
        () => [],
        selfSide,
      )
      return () => h('div')
    },
  })
  const wrapper = mount(page, { global: { plugins: [createPinia(), PiniaColada] } })
  if (!lines) throw new Error('Not set up')
  return { lines, sent, leave: () => wrapper.unmount() }
}

const saved = (code: string, version: number, given: Partial<Answer>): { status: number; body: unknown } => {
  const line: Line = {
    ...sampleLine(code),
    version,
    savedAt: '2026-11-21T21:47:00+07:00',
    answer: { ...emptyAnswer, ...given },
  }
  const wire = {
    ...line,
    answer: { ...line.answer, score: line.answer.score === null ? null : line.answer.score / 100 },
  }
  return { status: 200, body: { line: wire, result: emptyResult } }
}
const emptyResult = {
  groups: [],
  total: 0,
  maximum: 0,
  level: 1,
  levelByScore: 1,
  unmetConditions: [],
  answered: 0,
  lines: 0,
}
const refusal = (status: number, code: string) => ({
  status,
  body: { type: 'about:blank', title: code, status, code, requestId: 'r-1' },
})

describe('the lines of a form', () => {
  // Sentences of refusals are loaded with the first one, which takes longer than a clock by hand waits.
  beforeAll(() => tellRefusals())
  beforeEach(() => {
    vi.useFakeTimers()
    localStorage.clear()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })
  const pass = async (ms: number) => {
    await vi.advanceTimersByTimeAsync(ms)
    await flushPromises()
  }

  it('go to the server as decimals, and count at once', async () => {
    const { lines, sent } = stage(sampleForm(), () => saved('1.2', 1, { score: 525 }))
    lines.edit('1.2', { answer: { score: 525 } })
    expect(lines.result.value.total).toBe(525)
    expect(lines.saveState.value).toEqual({ kind: 'saving', count: 1 })
    await pass(700)
    expect(sent.map(({ body }) => body?.answer.score)).toEqual([5.25])
    expect(lines.saveState.value).toEqual({ kind: 'saved', count: 0 })
    expect(lines.lastSaved.value).toBe('2026-11-21T21:47:00+07:00')
  })

  it('keep a score above the maximum on screen, say why, send nothing and add nothing up', async () => {
    const { lines, sent } = stage(sampleForm(), () => saved('1.2', 1, {}))
    lines.edit('1.2', { answer: { score: 6100 } })
    await pass(5000)
    expect(sent).toEqual([])
    expect(lines.entryOf('1.2').answer.score).toBe(6100)
    expect(lines.result.value.total).toBe(0)
    expect(lines.drafts.get('1.2')).toMatchObject({ state: 'refused' })
    expect(lines.saveState.value).toEqual({ kind: 'attention', count: 1 })
  })

  it('say that they are not saved while the server is busy', async () => {
    let busy = true
    const { lines } = stage(sampleForm(), () => (busy ? refusal(503, 'server.busy') : saved('1.2', 1, { score: 100 })))
    lines.edit('1.2', { answer: { score: 100 } })
    await pass(700)
    expect(lines.saveState.value).toEqual({ kind: 'unsaved', count: 1 })
    busy = false
    await pass(5000)
    expect(lines.saveState.value.kind).toBe('saved')
  })

  it('say that they are not saved, and not that they are being saved, while the server lets nobody in', async () => {
    let full = true
    const { lines } = stage(sampleForm(), () => (full ? refusal(503, 'server.full') : saved('1.2', 1, { score: 100 })))
    lines.edit('1.2', { answer: { score: 100 } })
    await pass(700)
    expect(lines.saveState.value).toEqual({ kind: 'unsaved', count: 1 })
    full = false
    await pass(5000)
    expect(lines.saveState.value.kind).toBe('saved')
  })

  it('keep what was typed when the form has moved on meanwhile', async () => {
    const { lines } = stage(sampleForm(), () => refusal(409, 'submission.wrong-state'))
    lines.edit('1.2', { answer: { score: 100 } })
    await pass(700)
    expect(lines.drafts.get('1.2')).toMatchObject({ state: 'closed', value: { answer: { score: 100 } } })
  })

  it('offer at the next visit what the last one could not send', async () => {
    const first = stage(sampleForm(), () => refusal(503, 'server.busy'))
    first.lines.edit('1.2', { answer: { score: 100 } })
    await pass(700)
    first.leave()

    const second = stage(sampleForm(), () => saved('1.2', 1, { score: 100 }))
    const [left] = second.lines.leftOvers.value
    expect(left).toMatchObject({ code: '1.2', mine: { answer: { score: 100 } }, moved: false })
    expect(second.lines.result.value.total).toBe(0)
    if (left) second.lines.restore(left)
    await pass(700)
    expect(second.lines.leftOvers.value).toEqual([])
    expect(second.lines.saveState.value.kind).toBe('saved')
  })

  it('forget a draft that the server already has', () => {
    const form = sampleForm({ '1.2': { score: 100 } })
    const memory = draftMemory(`/${form.submission.id}/self`)
    memory.put('1.2', { value: { answer: { ...emptyAnswer, score: 100 }, reason: '' }, version: 0 })
    const { lines } = stage(form, () => saved('1.2', 1, {}))
    expect(lines.leftOvers.value).toEqual([])
    expect(memory.recall().size).toBe(0)
  })
})
