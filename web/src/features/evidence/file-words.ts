import type { Evidence } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { useFormat } from '../../platform/ui/format.ts'

const units = ['B', 'KB', 'MB', 'GB'] as const

/** `1,4 MB`, as file managers count. */
export function useFileSize() {
  const format = useFormat()
  return computed(() => (bytes: number) => {
    const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(bytes) / Math.log(1024)))
    const value = bytes / 1024 ** power
    return `${format.value.number(Math.round(value * 10) / 10)} ${units[power]}`
  })
}

/** `92,5 %`: a figure with its unit. */
export function useFigureText() {
  const { locale } = useI18n()
  return computed(() => ({ value, unit }: NonNullable<Evidence['figure']>) => {
    const said = value.toLocaleString(locale.value === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 6 })
    return `${said} ${unit}`.trim()
  })
}

/** Bytes of all files of a piece. */
export const sizeOf = ({ files }: Pick<Evidence, 'files'>) => files.reduce((sum, { size }) => sum + size, 0)
