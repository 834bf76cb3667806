import { computed, ref, type ComputedRef } from 'vue'

/** Which of several are chosen; what leaves the list leaves the choice. */
export function useChoice<T extends { id: string }>(all: () => readonly T[], initial: readonly string[] = []) {
  const ids = ref<ReadonlySet<string>>(new Set(initial))
  const chosen: ComputedRef<T[]> = computed(() => all().filter(({ id }) => ids.value.has(id)))
  const every = computed(() => all().length > 0 && chosen.value.length === all().length)

  function toggle(id: string) {
    const next = new Set(ids.value)
    if (!next.delete(id)) next.add(id)
    ids.value = next
  }
  function toggleAll() {
    ids.value = every.value ? new Set() : new Set(all().map(({ id }) => id))
  }

  return { ids, chosen, every, toggle, toggleAll }
}
