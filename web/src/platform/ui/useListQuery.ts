import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { z } from 'zod'

/**
 * The state of a list, kept in the address: it can be sent to a colleague, and Back works.
 * @param schema the query of the list's endpoint; what an address says that does not fit is left out
 */
export function useListQuery<S extends z.ZodObject>(schema: S) {
  const route = useRoute()
  const router = useRouter()

  const query = computed(() => {
    const given = Object.fromEntries(
      Object.keys(schema.shape)
        .map((name) => [name, single(route.query[name])] as const)
        .filter(([, value]) => value !== undefined && value !== ''),
    )
    return fitting(schema, given)
  })

  /** Changes filters and goes back to the first page; `undefined` or empty takes a filter away. */
  function filter(change: Partial<z.input<S>>): void {
    void router.replace({ query: plain({ ...route.query, ...change, cursor: undefined }) })
  }

  /** Goes to the page that begins at `cursor`, null for the first one. */
  function turn(cursor: string | null): void {
    void router.push({ query: plain({ ...route.query, cursor: cursor ?? undefined }) })
  }

  return { query, filter, turn }
}

const single = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)

const plain = (query: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(query)
      .filter(([, value]) => value !== undefined && value !== null && value !== '')
      .map(([name, value]) => [name, String(single(value))]),
  )

/** Parses what fits, one entry at a time where the whole does not. */
function fitting<S extends z.ZodObject>(schema: S, given: Record<string, unknown>): z.output<S> {
  const whole = schema.safeParse(given)
  if (whole.success) return whole.data
  const wrong = new Set(whole.error.issues.map((issue) => String(issue.path[0])))
  return schema.parse(Object.fromEntries(Object.entries(given).filter(([name]) => !wrong.has(name))))
}
