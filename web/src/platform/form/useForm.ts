import type { ProblemCode } from '@thuoc/shared'
import { computed, nextTick, reactive, ref } from 'vue'
import type { z } from 'zod'
import { ApiProblem } from '../problem.ts'
import { useIssueText } from './useIssueText.ts'

type FormOptions<F extends string> = {
  /** Refusals that belong to one field (`name`, `membership.role`), and are said there. */
  fieldOf?: Partial<Record<ProblemCode, F | `${F}.${string}`>>
}

/**
 * A form that fits a schema of the API: the same rules say what is wrong here and there.
 * `errors` has a sentence per field, `problem` what belongs to none of them. Where a field has nothing to begin with,
 * name the shape of the empty form: `useForm<typeof schema, Blank>(…)`.
 */
export function useForm<S extends z.ZodObject, V extends { [K in keyof z.input<S>]?: unknown } = z.input<S>>(
  schema: S,
  initial: () => NoInfer<V>,
  { fieldOf = {} }: FormOptions<keyof S['shape'] & string> = {},
) {
  const values = reactive(initial()) as V
  const errors = reactive<Record<string, string>>({})
  const problem = ref<unknown>(null)
  const busy = ref(false)
  const { issueText, problemText } = useIssueText()

  const begun = JSON.stringify(initial())
  const changed = computed(() => JSON.stringify(values) !== begun)

  function clear() {
    for (const field of Object.keys(errors)) delete errors[field]
    problem.value = null
  }

  function reset() {
    clear()
    Object.assign(values, initial())
  }

  /** Checks, then hands over what the schema made of it; refusals land beside their fields. @returns done or not */
  async function submit(send: (body: z.output<S>) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    clear()
    const checked = schema.safeParse(values, { reportInput: true })
    if (!checked.success) {
      for (const issue of checked.error.issues) errors[issue.path.join('.')] ??= issueText(issue)
      void toFirstFault()
      return false
    }
    busy.value = true
    try {
      await send(checked.data)
      return true
    } catch (error) {
      place(error)
      return false
    } finally {
      busy.value = false
    }
  }

  function place(error: unknown) {
    const field = error instanceof ApiProblem ? fieldOf[error.code] : undefined
    if (field && error instanceof ApiProblem) errors[field] = problemText(error)
    else problem.value = error
    void toFirstFault()
  }

  return {
    values,
    errors,
    submit,
    reset,
    /** What was refused and belongs to no field. */
    get problem() {
      return problem.value
    },
    get busy() {
      return busy.value
    },
    get changed() {
      return changed.value
    },
  }
}

/** Puts the cursor where something has to be mended. */
async function toFirstFault() {
  await nextTick()
  document.querySelector<HTMLElement>('form [aria-invalid="true"]')?.focus()
}
