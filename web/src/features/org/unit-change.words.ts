import type { UnitEffect, UnitState } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'

const named = ({ name, code }: Pick<UnitState, 'name' | 'code'>) => `${name} (${code})`

/** What an operation does to a unit, in sentences. */
export function useUnitChangeWords() {
  const { t } = useI18n()

  function sentences({ part, before, after }: UnitEffect): string[] {
    if (!after) return before ? [named(before)] : []
    const unit = named(after)
    const to = after.parent?.name ?? ''
    if (!before) return [t('org.change.effect.founded', { unit, to })]
    if (after.closed && !before.closed) return [t('org.change.effect.closed', { unit: named(before) })]
    const lines: string[] = []
    if (before.closed && !after.closed) lines.push(t('org.change.effect.reopened', { unit, to }))
    else if (before.parent?.id !== after.parent?.id)
      lines.push(t('org.change.effect.moved', { unit: named(before), from: before.parent?.name ?? '', to }))
    if (before.name !== after.name) lines.push(t('org.change.effect.renamed', { from: before.name, to: after.name }))
    if (before.code !== after.code) lines.push(t('org.change.effect.recoded', { from: before.code, to: after.code }))
    if (before.type !== after.type)
      lines.push(
        t('org.change.effect.retyped', { unit, from: t(`org.type.${before.type}`), to: t(`org.type.${after.type}`) }),
      )
    if (before.ownership !== after.ownership && after.ownership)
      lines.push(t('org.change.effect.ownership', { unit, to: t(`org.ownership.${after.ownership}`) }))
    if (lines.length === 0 && part === 'successor') lines.push(t('org.change.effect.continues', { unit }))
    return lines
  }

  return computed(() => ({ sentences }))
}
