import { onScopeDispose, ref, useTemplateRef, watch, type Ref } from 'vue'

/** Whether the element with `ref="target"` has ever been on screen: for what is not worth asking before. */
export function useInSight(): { target: Readonly<Ref<Element | null>>; inSight: Readonly<Ref<boolean>> } {
  const target = useTemplateRef<Element>('target')
  const inSight = ref(false)
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return
    inSight.value = true
    observer.disconnect()
  })
  watch(target, (element) => {
    if (element && !inSight.value) observer.observe(element)
  })
  onScopeDispose(() => observer.disconnect())
  return { target, inSight }
}
