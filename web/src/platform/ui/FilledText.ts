import { defineComponent, h, type SlotsType, type VNodeChild } from 'vue'
import { piecesOf } from '../filled.ts'
import { useI18n } from '../translator.ts'

/** A sentence whose gaps are filled with more than text: each slot has the name of a gap. */
export const FilledText = defineComponent(
  ({ sentence, tag }: { sentence: string; tag?: string }, { slots }) => {
    const { raw } = useI18n()
    const content = () =>
      piecesOf(raw(sentence)).map((piece): VNodeChild => ('text' in piece ? piece.text : slots[piece.gap]?.({})))
    return () => (tag === undefined ? content() : h(tag, content()))
  },
  { props: ['sentence', 'tag'], slots: Object as SlotsType<Record<string, object>> },
)
