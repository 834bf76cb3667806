import { listTemplateCases, type TemplateCase } from '@thuoc/shared'
import { defineQueryOptions, useQuery } from '@pinia/colada'
import { computed, ref, watch } from 'vue'
import { call } from '../../platform/api/client.ts'
import type { TemplatePlace } from './templates.queries.ts'

const pageOf = ({ id, kind }: TemplatePlace, q: string, cursor?: string) =>
  call(listTemplateCases, { params: { id, kind }, query: { q, cursor, limit: 30 } })

const casesQuery = defineQueryOptions(({ place, q }: { place: TemplatePlace; q: string }) => ({
  key: ['document-templates', 'cases', place.id, place.kind, q],
  query: () => pageOf(place, q),
}))

/** The real cases that a template can be tried out with, by what was typed, page after page. */
export function useTemplateCases(place: () => TemplatePlace) {
  const q = ref('')
  const { data: first, error, isLoading } = useQuery(() => casesQuery({ place: place(), q: q.value }))
  const further = ref<TemplateCase[]>([])
  const cursor = ref<string | null>(null)
  const refused = ref<unknown>(null)
  const loading = ref(false)
  watch(
    first,
    (page) => {
      further.value = []
      cursor.value = page?.nextCursor ?? null
    },
    { immediate: true },
  )

  async function more() {
    const [from, asked] = [cursor.value, q.value]
    if (from === null) return
    loading.value = true
    refused.value = null
    try {
      const page = await pageOf(place(), asked, from)
      // Other words may have been typed meanwhile.
      if (cursor.value !== from || q.value !== asked) return
      further.value.push(...page.items)
      cursor.value = page.nextCursor
    } catch (failure) {
      refused.value = failure
    } finally {
      loading.value = false
    }
  }

  return {
    q,
    cases: computed(() => first.value && [...first.value.items, ...further.value]),
    error: computed(() => refused.value ?? error.value),
    loading: computed(() => loading.value || isLoading.value),
    hasMore: computed(() => cursor.value !== null),
    more,
  }
}
