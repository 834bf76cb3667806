import {
  emptyAnswer,
  faultOfAnswer,
  findLine,
  gainsOf,
  getForm,
  hindrancesOf,
  linesOf,
  resultOf,
  tallyOf,
  type Answer,
  type AnswerFault,
  type Answers,
  type Evidence,
  type Form,
  type Line,
} from '@thuoc/shared'
import { useQueryCache } from '@pinia/colada'
import { computed, onScopeDispose, ref, shallowReactive, watch } from 'vue'
import { call, isPassing, isProblem, ApiProblem } from '../../../platform/api/client.ts'
import { useSession } from '../../../platform/session.store.ts'
import { formKey } from '../submissions.queries.ts'
import { createAutosave, type Draft, type Stored, type Verdict } from '../../../platform/form/autosave.ts'
import { draftMemory, type Entry } from './draft-memory.ts'
import { sameEntry, type FormSide } from './form-side.ts'

/** A refusal seen before anything is sent; it carries the same code as the server's. */
export class LocalFault extends Error {
  readonly fault: AnswerFault
  constructor(fault: AnswerFault) {
    super(fault.code)
    this.fault = fault
  }
}

/** A save that hangs is taken for lost and tried again. */
const patience = 20_000

function verdictOf(error: unknown): Verdict {
  if (isPassing(error)) return 'later'
  if (isProblem(error, 'line.stale')) return 'stale'
  if (!(error instanceof ApiProblem) || error.body.status === 401) return 'later'
  return error.body.status === 400 ? 'refused' : 'closed'
}

/** What an earlier visit typed and could not send. */
export type LeftOver = { code: string; mine: Entry; base: number; server: Entry; moved: boolean }

/**
 * The lines of one side of a form: as saved, with what is typed and not saved yet laid over it, and what all of it
 * comes to by the same rules as on the server.
 */
export function useFormLines(form: () => Form, register: () => Evidence[], side: FormSide) {
  const cache = useQueryCache()
  const session = useSession()
  const { id } = form().submission
  const memory = draftMemory(`${session.me?.id ?? ''}/${id}/${side.memory ?? side.name}`)

  const drafts = shallowReactive(new Map<string, Draft<Entry>>())
  /** Lines as our own saves were answered; a form asked for before such a save must not take them back. */
  const confirmed = shallowReactive(new Map<string, Line>())
  const savedAt = ref<string | null>(null)

  const newest = (line: Line): Line => {
    const ours = confirmed.get(line.code)
    return ours && side.read(ours).version >= side.read(line).version ? { ...line, ...ours, remark: line.remark } : line
  }
  const lines = computed(() => {
    const given = new Map([...confirmed, ...form().lines.map((line) => [line.code, line] as const)])
    return new Map([...given].map(([code, line]) => [code, newest(line)]))
  })
  const saved = (code: string) => side.read(lines.value.get(code))
  const entryOf = (code: string): Entry => drafts.get(code)?.value ?? saved(code).entry

  const autosave = createAutosave<Entry>({
    save: async (code, version, entry) => {
      const { line } = await side.save(id, code, version, entry, AbortSignal.timeout(patience))
      confirmed.set(code, line)
      savedAt.value = side.read(line).savedAt
      return side.read(line).version
    },
    current: async (code): Promise<Stored<Entry>> => {
      const fresh = await call(getForm, { params: { id } })
      cache.setQueryData(formKey(id), fresh)
      const { entry, version } = side.read(fresh.lines.find((line) => line.code === code))
      return { value: entry, version }
    },
    verdict: verdictOf,
    fault: (code, { answer }) => {
      const line = findLine(form().definition, code)
      const fault = line ? faultOfAnswer(line.criterion, answer) : null
      return fault && new LocalFault(fault)
    },
    same: sameEntry,
    changed: (code, draft) => {
      if (draft?.state === 'closed' && drafts.get(code)?.state !== 'closed')
        void cache.invalidateQueries({ key: formKey(id) })
      if (draft) drafts.set(code, draft)
      else drafts.delete(code)
    },
    memory,
  })

  const editable = computed(() => side.may(form().submission))
  const leftOvers = ref<LeftOver[]>(findLeftOvers())
  function findLeftOvers(): LeftOver[] {
    const found: LeftOver[] = []
    for (const [code, { value, version }] of memory.recall()) {
      const server = saved(code)
      if (sameEntry(value, server.entry)) memory.drop(code)
      else found.push({ code, mine: value, base: version, server: server.entry, moved: version !== server.version })
    }
    return found
  }

  const codes = computed(() => linesOf(form().definition).map(({ criterion }) => criterion.code))
  const own = computed<Answers>(() => Object.fromEntries(codes.value.map((code) => [code, entryOf(code).answer])))
  /** What counts: a value that can never stand is shown where it was typed, and added up nowhere. */
  const counted = computed<Answers>(() =>
    Object.fromEntries(
      codes.value.map((code) => [
        code,
        (drafts.get(code)?.state === 'refused' ? saved(code).entry : entryOf(code)).answer,
      ]),
    ),
  )
  const self = computed<Answers>(() =>
    side.name === 'self' ? counted.value : Object.fromEntries(form().lines.map(({ code, answer }) => [code, answer])),
  )
  const reasons = computed(() => Object.fromEntries(codes.value.map((code) => [code, entryOf(code).reason])))
  const counts = computed(() => tallyOf(register()))
  const result = computed(() => resultOf(form().definition, counted.value))
  const hindrances = computed(() => hindrancesOf(form().definition, result.value, counted.value))
  const gains = computed(() => gainsOf(form().definition, counted.value, result.value))
  const gaps = computed(() =>
    side.gaps({ form: form(), self: self.value, own: counted.value, reasons: reasons.value, counts: counts.value }),
  )

  const lastSaved = computed(
    () => savedAt.value ?? form().lines.reduce((last, { code }) => later(last, saved(code).savedAt), ''),
  )
  const saveState = computed(() => {
    const states = [...drafts.values()].map(({ state }) => state)
    const count = states.length
    if (states.some((state) => state === 'conflict' || state === 'refused' || state === 'closed'))
      return { kind: 'attention', count } as const
    if (session.interrupted && count) return { kind: 'signed-out', count } as const
    if (states.includes('retrying')) return { kind: 'unsaved', count } as const
    return count ? ({ kind: 'saving', count } as const) : ({ kind: 'saved', count } as const)
  })

  function edit(code: string, change: { answer?: Partial<Answer>; reason?: string }) {
    const { answer, reason } = entryOf(code)
    const value = { answer: { ...emptyAnswer, ...answer, ...change.answer }, reason: change.reason ?? reason }
    autosave.edit(code, value, saved(code).version)
  }

  /** Computes the lines whose figures come from the units one manages anew. @throws ApiProblem, NetworkProblem */
  async function refreshComputed() {
    const reply = await side.refresh(id)
    for (const line of reply.lines) confirmed.set(line.code, line)
  }

  const retry = () => autosave.retry()
  const flush = () => autosave.flush()
  watch(editable, (may) => may && retry())
  window.addEventListener('online', retry)
  document.addEventListener('visibilitychange', flush)
  onScopeDispose(() => {
    window.removeEventListener('online', retry)
    document.removeEventListener('visibilitychange', flush)
    flush()
    autosave.stop()
  })

  return {
    editable,
    drafts,
    own,
    counted,
    self,
    reasons,
    counts,
    result,
    hindrances,
    gains,
    gaps,
    lastSaved,
    saveState,
    leftOvers,
    entryOf,
    savedOf: saved,
    lineOf: (code: string) => lines.value.get(code),
    edit,
    refreshComputed,
    flush,
    keepMine: (code: string) => autosave.keepMine(code),
    dropMine: (code: string) => autosave.drop(code),
    restore: (left: LeftOver) => {
      leftOvers.value = leftOvers.value.filter(({ code }) => code !== left.code)
      autosave.edit(left.code, left.mine, left.base)
    },
    forget: (left: LeftOver) => {
      leftOvers.value = leftOvers.value.filter(({ code }) => code !== left.code)
      memory.drop(left.code)
    },
  }
}
export type FormLines = ReturnType<typeof useFormLines>

const later = (one: string, other: string | null): string =>
  other && (!one || Date.parse(other) > Date.parse(one)) ? other : one
