import type { PersonId } from '@thuoc/shared'
import { computed } from 'vue'
import { useDeclineErasure, useErasePerson, useRequestErasure, useSavePersonalData } from './personal-data.queries.ts'

/** What an administrator does with the personal data of somebody else. */
export function usePersonData(id: PersonId) {
  const saving = useSavePersonalData()
  const requesting = useRequestErasure()
  const declining = useDeclineErasure()
  const erasing = useErasePerson()
  const all = [saving, requesting, declining, erasing]
  return {
    save: () => saving.mutateAsync(id),
    request: (reason: string) => requesting.mutateAsync({ params: { id }, body: { reason } }),
    decline: () => declining.mutateAsync(id),
    erase: (fullName: string) => erasing.mutateAsync({ params: { id }, body: { fullName } }),
    busy: computed(() => all.some(({ isLoading }) => isLoading.value)),
    error: computed(() => all.map(({ error }) => error.value).find(Boolean) ?? null),
  }
}
