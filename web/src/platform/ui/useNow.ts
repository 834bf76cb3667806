import { onScopeDispose, ref, type Ref } from 'vue'

/** The time, renewed every half minute, for pages that stay open overnight. */
export function useNow(): Readonly<Ref<Date>> {
  const now = ref(new Date())
  const timer = setInterval(() => (now.value = new Date()), 30_000)
  onScopeDispose(() => clearInterval(timer))
  return now
}
