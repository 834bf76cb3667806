import type { Evidence } from '@thuoc/shared'
import { computed } from 'vue'
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

/** What can be looked at on the page itself; the rest is downloaded. */
export type Preview = 'pdf' | 'image' | 'none'
export function previewOf({ file }: Pick<Evidence, 'file'>): Preview {
  if (file?.mediaType === 'application/pdf') return 'pdf'
  return file && /^image\/(png|jpeg|webp|gif)$/.test(file.mediaType) ? 'image' : 'none'
}
