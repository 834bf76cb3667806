import { emptyContent, type Delivery, type DeliveryContent } from '@thuoc/shared'
import { computed, onScopeDispose, ref, watch } from 'vue'
import { createAutosave, type Draft, type Verdict } from '../../platform/form/autosave.ts'
import { ApiProblem, isPassing } from '../../platform/problem.ts'
import { formatTime } from '../../platform/ui/format.ts'

type Calls = {
  load: () => Promise<Delivery>
  save: (version: number, content: DeliveryContent) => Promise<Delivery>
}
const only = 'draft'
const same = (one: DeliveryContent, other: DeliveryContent) => JSON.stringify(one) === JSON.stringify(other)

function verdict(error: unknown): Verdict {
  if (isPassing(error)) return 'later'
  if (error instanceof ApiProblem && error.code === 'delivery.stale') return 'stale'
  return error instanceof ApiProblem && error.code === 'delivery.wrong-state' ? 'closed' : 'refused'
}

/** What is being prepared, saved by itself as the form of the assessment is: nothing typed is dropped in silence. */
export function useDraft(delivery: () => Delivery | undefined, calls: Calls) {
  const content = ref<DeliveryContent>(emptyContent)
  const version = ref(0)
  const pending = ref<Draft<DeliveryContent> | null>(null)
  const savedAt = ref<Date | null>(null)

  const autosave = createAutosave<DeliveryContent>({
    save: async (_, base, value) => {
      const saved = await calls.save(base, value)
      version.value = saved.version
      savedAt.value = new Date()
      return saved.version
    },
    current: async () => {
      const { draft, version: newest } = await calls.load()
      return { value: draft ?? emptyContent, version: newest }
    },
    verdict,
    fault: () => null,
    same,
    changed: (_, draft) => (pending.value = draft),
    memory: { put: () => {}, drop: () => {} },
  })

  // What the server has, as long as nothing here waits to be saved.
  watch(
    delivery,
    (found) => {
      if (!found || pending.value) return
      content.value = found.draft ?? emptyContent
      version.value = found.version
    },
    { immediate: true },
  )

  function edit(change: Partial<DeliveryContent>) {
    content.value = { ...content.value, ...change }
    autosave.edit(only, content.value, version.value)
  }

  /** Waits until everything typed is with the server. @returns whether it is */
  async function settled(): Promise<boolean> {
    autosave.flush()
    for (let waited = 0; waited < 100 && pending.value; waited += 1) {
      if (!['waiting', 'saving'].includes(pending.value.state)) return false
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    return pending.value === null
  }

  const state = computed(() => pending.value?.state ?? (savedAt.value ? 'saved' : 'unchanged'))
  const savedTime = computed(() => (savedAt.value ? formatTime(savedAt.value) : ''))
  const retry = () => autosave.retry()
  window.addEventListener('online', retry)
  onScopeDispose(() => {
    window.removeEventListener('online', retry)
    autosave.flush()
    autosave.stop()
  })

  return {
    ...{ content, version, state, savedTime, edit, settled },
    error: computed(() => pending.value?.error ?? null),
    keepMine: () => autosave.keepMine(only),
    takeTheirs: () => {
      const theirs = pending.value?.theirs
      autosave.drop(only)
      if (!theirs) return
      content.value = theirs.value
      version.value = theirs.version
    },
  }
}
