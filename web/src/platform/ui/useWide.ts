import { onScopeDispose, ref, type Ref } from 'vue'

/** Whether there is room for columns beside each other: from here on our styles lay them out so. */
export function useWide(): Readonly<Ref<boolean>> {
  const room = matchMedia('(min-width: 64rem)')
  const wide = ref(room.matches)
  const follow = () => (wide.value = room.matches)
  room.addEventListener('change', follow)
  onScopeDispose(() => room.removeEventListener('change', follow))
  return wide
}
