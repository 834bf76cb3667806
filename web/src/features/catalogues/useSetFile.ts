import {
  indicatorSetDefinition,
  type CellFault,
  type IndicatorSetDefinition,
  type ProblemItem,
  type SetFault,
} from '@thuoc/shared'
import { computed, ref, shallowRef } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { useCheckSet, useReadSheet } from './catalogues.queries.ts'
import { useFileWords } from './file.words.ts'
import { isWorkbook, readSetFile } from './set-file.ts'

/** What a chosen file turned out to be. Without a definition it cannot be kept; its faults say why. */
export type ReadFile = {
  name: string
  definition: IndicatorSetDefinition | null
  faults: SetFault[]
  cells: CellFault[] | null
}

/** A file on its way to becoming a draft: read, checked, its faults named; nothing is kept by it. */
export function useSetFile() {
  const { t } = useI18n()
  const words = useFileWords()
  const { mutateAsync: check } = useCheckSet()
  const { mutateAsync: readSheet } = useReadSheet()
  const name = ref<string>()
  const share = ref<number | null>(null)
  const read = shallowRef<ReadFile | null>(null)
  const refusal = shallowRef<{ sentence: string; items: string[] } | null>(null)
  const error = ref<unknown>(null)
  /** Of two files chosen quickly the later one counts. */
  let turn = 0

  async function choose(file: File) {
    const mine = ++turn
    name.value = file.name
    read.value = refusal.value = error.value = null
    share.value = 0
    try {
      const found = isWorkbook(file) ? await readBook(file, mine) : await readJson(file)
      if (mine === turn) read.value = found
    } catch (problem) {
      if (mine === turn) error.value = problem
    } finally {
      if (mine === turn) share.value = null
    }
  }

  async function readBook(file: File, mine: number): Promise<ReadFile> {
    const onProgress = (sent: number) => {
      if (mine === turn) share.value = sent
    }
    const { definition, faults } = await readSheet({ file, onProgress })
    return { name: file.name, definition, faults: [], cells: faults }
  }

  async function readJson(file: File): Promise<ReadFile | null> {
    const found = await readSetFile(file)
    if (found.state === 'read') {
      const { definition } = found
      const { faults } = await check({ body: definition })
      return { name: file.name, definition, faults, cells: null }
    }
    // What is said first of a place is enough to mend it.
    const places =
      found.state === 'unfit' ? Map.groupBy(found.issues, ({ path }) => path.join('/')) : new Map<string, never>()
    const json = found.state === 'unfit' ? found.json : null
    const items = [...places.values()].flatMap(([first]) => (first ? [words.value.issueLine(json, first)] : []))
    refusal.value = { sentence: t(`catalogues.import.${found.state}`, { name: file.name }), items }
    return null
  }

  /** One of the faults that the server found in the shape of a definition, in words. */
  const refusedAt = (item: ProblemItem): string =>
    words.value.refusalLine(read.value?.definition && indicatorSetDefinition.encode(read.value.definition), item)

  return { name: computed(() => name.value), share, read, refusal, error, choose, refusedAt }
}
