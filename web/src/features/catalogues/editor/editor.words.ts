import { computed } from 'vue'
import { useI18n } from '../../../platform/translator.ts'
import { useSetWords } from '../set.words.ts'
import type { PlacedFault } from './placed-faults.ts'
import { headPlace, levelPlace } from './set-tree.ts'

/** What the editor says of faults. */
export function useEditorWords() {
  const { t } = useI18n()
  const words = useSetWords()

  const sentence = (text: string) => `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`
  const faultText = (one: PlacedFault): string =>
    'held' in one ? t(`setEditor.held.${one.held}`) : sentence(words.value.faultText(one.fault))
  /** `1.4`, or the name of the place that has no code. */
  function placeText(one: PlacedFault): string {
    const path = 'held' in one ? one.code : one.fault.path
    return path === headPlace || path === levelPlace ? t(`setEditor.faults.${path}`) : path
  }
  return computed(() => ({ faultText, placeText }))
}
