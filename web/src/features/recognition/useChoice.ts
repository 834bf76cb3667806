import { computed, ref, type ComputedRef } from 'vue'

/** Which of several are chosen; what leaves the list leaves the choice. */
export function useChoice<T extends { id: string }>(all: () => readonly T[], initial: readonly string[] = []) {
  const wanted = ref<ReadonlySet<string>>(new Set(initial))
  const chosen: ComputedRef<T[]> = computed(() => all().filter(({ id }) => wanted.value.has(id)))
  const ids = computed(() => new Set(chosen.value.map(({ id }) => id)))
  const every = computed(() => all().length > 0 && chosen.value.length === all().length)

  function toggle(id: string) {
    const next = new Set(wanted.value)
    if (!next.delete(id)) next.add(id)
    wanted.value = next
  }
  function toggleAll() {
    wanted.value = every.value ? new Set() : new Set(all().map(({ id }) => id))
  }

  return { ids, chosen, every, toggle, toggleAll }
}
