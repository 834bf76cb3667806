import type { Person } from '@thuoc/shared'
import { ref, shallowRef } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { notify } from '../../platform/ui/notify.ts'
import { useResetPassword, useRestorePerson, useSuspendPerson } from './people.queries.ts'

type PersonMove = 'suspend' | 'restore' | 'reset'

/** Suspends, restores or gives a new password: each asked about first, in one dialog. */
export function usePersonMoves() {
  const { t } = useI18n()
  const { mutateAsync: suspend } = useSuspendPerson()
  const { mutateAsync: restore } = useRestorePerson()
  const { mutateAsync: reset } = useResetPassword()

  const asked = ref<PersonMove>('suspend')
  const open = ref(false)
  const busy = ref(false)
  const error = shallowRef<unknown>(null)
  const issued = ref<Awaited<ReturnType<typeof reset>>>()

  const doing: Record<PersonMove, (person: Person) => Promise<void>> = {
    suspend: async ({ id }) => void (await suspend(id).then(() => notify(t('identity.person.suspended')))),
    restore: async ({ id }) => void (await restore(id).then(() => notify(t('identity.person.restored')))),
    reset: async ({ id }) => void (issued.value = await reset(id)),
  }

  function ask(move: PersonMove) {
    error.value = null
    asked.value = move
    open.value = true
  }

  async function confirm(person: Person) {
    busy.value = true
    error.value = null
    try {
      await doing[asked.value](person)
      open.value = false
    } catch (problem) {
      error.value = problem
    } finally {
      busy.value = false
    }
  }

  return { asked, open, busy, error, issued, ask, confirm }
}
