import { inject, provide, type InjectionKey } from 'vue'
import type { Held } from './held.ts'

/** What every field of the chosen place shares: what stands in it that is no value yet, and what is wrong with it. */
export type FieldDesk = {
  held: (part: string) => Held | undefined
  hold: (part: string, held: Held) => void
  /** The text says again what the set says. */
  free: (part: string) => void
  /** Every fault of a part in sentences. */
  faults: (part: string) => string[]
}

const key: InjectionKey<FieldDesk> = Symbol('field desk')
export const provideFieldDesk = (desk: FieldDesk) => provide(key, desk)

export function useFieldDesk(): FieldDesk {
  const desk = inject(key)
  if (!desk) throw new Error('A field of the editor stands outside of it')
  return desk
}
