import { onMounted, ref, type Ref } from 'vue'

/**
 * 0 while a component is drawn for the first time, then one more in each turn of the browser, up to `most`. What is drawn in a
 * later turn does not hold up what stands before it, and a slow phone answers its owner in between.
 */
export function useTurns(most: number): Readonly<Ref<number>> {
  const turn = ref(0)
  const next = () => {
    turn.value += 1
    if (turn.value < most) setTimeout(next)
  }
  onMounted(() => setTimeout(next))
  return turn
}
