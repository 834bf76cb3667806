import { unitTypes } from '@thuoc/shared'
import { useI18n } from '../../platform/translator.ts'

const types: readonly string[] = unitTypes
const own: readonly string[] = ['direct', 'none']

/** The name of a part; kinds of units, ownership and “directly under the province” come as keys. */
export function usePartName() {
  const { t } = useI18n()
  return (name: string) => {
    if (own.includes(name)) return t(`reports.part.${name}`)
    if (name === 'public' || name === 'non-public') return t(`org.ownership.${name}`)
    return types.includes(name) ? t(`org.type.${name}`) : name
  }
}
