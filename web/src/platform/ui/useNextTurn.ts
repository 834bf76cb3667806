import { onMounted, ref, type Ref } from 'vue'

/**
 * False while a component is drawn for the first time, true from the next turn of the browser on. What is drawn then does
 * not hold up what stands before it, and a slow phone answers its owner in between.
 */
export function useNextTurn(): Readonly<Ref<boolean>> {
  const turned = ref(false)
  onMounted(() => setTimeout(() => (turned.value = true)))
  return turned
}
