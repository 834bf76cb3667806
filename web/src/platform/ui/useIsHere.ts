import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'

/** Whether an entry of the navigation leads to this page, or to one that this page lies below. */
export function useIsHere(): (to: RouteLocationRaw) => boolean {
  const route = useRoute()
  const router = useRouter()
  return (to) => {
    const { path } = router.resolve(to)
    return route.path === path || route.path.startsWith(`${path}/`)
  }
}
