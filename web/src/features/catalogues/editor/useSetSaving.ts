import {
  changeIndicatorSet,
  getIndicatorSet,
  getIndicatorSetRecord,
  indicatorSetDefinition,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetEntry,
} from '@thuoc/shared'
import { useQueryCache } from '@pinia/colada'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { ApiProblem, call, isPassing, isProblem } from '../../../platform/api/client.ts'
import { createAutosave, type Draft, type Stored, type Verdict } from '../../../platform/form/autosave.ts'
import { useSession } from '../../../platform/session.store.ts'
import { indicatorSetQuery, indicatorSetsKey } from '../catalogues.queries.ts'
import { setMemory } from './set-memory.ts'
import type { SetEditor } from './useSetEditor.ts'

/** A save that hangs is taken for lost and tried again. */
const patience = 20_000
/** A whole set travels with every save: a longer pause than for a single line. */
const pause = 1500
const whole = 'set'

function verdictOf(error: unknown): Verdict {
  if (isPassing(error)) return 'later'
  if (isProblem(error, 'indicator-set.stale')) return 'stale'
  if (!(error instanceof ApiProblem) || error.body.status === 401) return 'later'
  const isOurs = isProblem(error, 'indicator-set.code-taken') || isProblem(error, 'indicator-set.version-taken')
  return error.body.status === 400 || isOurs ? 'refused' : 'closed'
}

const wire = (definition: IndicatorSetDefinition) => JSON.stringify(indicatorSetDefinition.encode(definition))
const same = (one: IndicatorSetDefinition, other: IndicatorSetDefinition) => one === other || wire(one) === wire(other)

/** Somebody else's version of the draft: what it says, and who saved it when, as far as that is known. */
export type Theirs = { stored: Stored<IndicatorSetDefinition>; entry: IndicatorSetEntry | null }

/** Saves the draft under the pen by itself, keeps on this device what is not sent, and never overwrites unasked. */
export function useSetSaving(set: IndicatorSet, editor: SetEditor) {
  const cache = useQueryCache()
  const session = useSession()
  const { id } = set
  const memory = setMemory(`${session.me?.id ?? ''}/${id}`)

  const confirmed = shallowRef<Stored<IndicatorSetDefinition>>({ value: set.definition, version: set.revision })
  const draft = shallowRef<Draft<IndicatorSetDefinition> | null>(null)
  const entry = shallowRef<IndicatorSetEntry | null>(null)
  const savedAt = ref<Date | null>(null)

  async function newestEntry(): Promise<IndicatorSetEntry | null> {
    const record = await call(getIndicatorSetRecord, { params: { id } }).catch(() => null)
    return record?.items.find(({ event }) => event === 'saved') ?? null
  }

  const autosave = createAutosave<IndicatorSetDefinition>({
    pause,
    save: async (_, revision, definition) => {
      const options = { signal: AbortSignal.timeout(patience), waits: false } as const
      const saved = await call(changeIndicatorSet, { params: { id }, body: { revision, definition } }, options)
      cache.setQueryData(indicatorSetQuery(id).key, saved)
      confirmed.value = { value: definition, version: saved.revision }
      savedAt.value = new Date()
      return saved.revision
    },
    current: async () => {
      const fresh = await call(getIndicatorSet, { params: { id } })
      cache.setQueryData(indicatorSetQuery(id).key, fresh)
      entry.value = await newestEntry()
      return { value: fresh.definition, version: fresh.revision }
    },
    verdict: verdictOf,
    fault: (_, definition) => {
      const encoded = indicatorSetDefinition.safeEncode(definition)
      return encoded.success ? null : encoded.error
    },
    same,
    changed: (_, now) => (draft.value = now),
    memory,
  })

  const left = shallowRef(findLeft())
  /** What an earlier visit typed: taken up at once where nothing has changed since, asked about otherwise. */
  function findLeft(): Stored<IndicatorSetDefinition> | null {
    const found = memory.recall()
    if (!found) return null
    if (same(found.value, set.definition)) memory.drop(whole)
    else if (found.version === set.revision) editor.replace(found.value)
    else return found
    return null
  }

  watch(
    editor.definition,
    (definition) => {
      if (!draft.value && same(definition, confirmed.value.value)) return
      autosave.edit(whole, definition, confirmed.value.version)
    },
    { immediate: true },
  )

  const theirs = computed<Theirs | null>(() => {
    if (draft.value?.theirs) return { stored: draft.value.theirs, entry: entry.value }
    return left.value && { stored: confirmed.value, entry: null }
  })
  const mine = computed(() => left.value?.value ?? editor.definition.value)

  function keepMine() {
    const found = left.value
    left.value = null
    if (found) editor.replace(found.value)
    else autosave.keepMine(whole)
  }
  function takeTheirs() {
    const stored = draft.value?.theirs
    left.value = null
    memory.drop(whole)
    if (!stored) return
    autosave.drop(whole)
    confirmed.value = stored
    editor.replace(stored.value)
  }

  const state = computed(() => {
    const now = draft.value?.state
    if (now === 'conflict' || now === 'refused' || now === 'closed') return now
    if (now && session.interrupted) return 'signed-out'
    if (now === 'retrying') return 'unsaved'
    if (now) return 'saving'
    if (editor.heldCount.value > 0) return 'held'
    return savedAt.value ? 'saved' : 'nothing'
  })

  const retry = () => autosave.retry()
  const flush = () => autosave.flush()
  window.addEventListener('online', retry)
  document.addEventListener('visibilitychange', flush)
  onScopeDispose(() => {
    window.removeEventListener('online', retry)
    document.removeEventListener('visibilitychange', flush)
    flush()
    autosave.stop()
    void cache.invalidateQueries({ key: indicatorSetsKey })
  })

  return {
    state,
    savedAt,
    /** Why the server took nothing, where it did not. */
    problem: computed(() =>
      draft.value?.state === 'refused' || draft.value?.state === 'closed' ? draft.value.error : null,
    ),
    theirs,
    mine,
    isLeft: computed(() => left.value !== null),
    keepMine,
    takeTheirs,
    flush,
    pending: () => autosave.pending + editor.heldCount.value,
  }
}
export type SetSaving = ReturnType<typeof useSetSaving>
