import { createExport, getExport, type ExportJob, type ExportOrder } from '@thuoc/shared'
import { useQueryCache } from '@pinia/colada'
import { onScopeDispose, ref } from 'vue'
import { call } from '../../platform/api/client.ts'
import { exportsKey, fetchExport } from './exports.queries.ts'

/** Milliseconds until the next look: soon at first, since most files are there in a moment. */
const looks = [250, 400, 600, 900]
const patience = 1500
/** So long a button that turns says enough. */
const grace = 1000
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/**
 * Orders a file and hands it over when it is there. Whoever leaves the page meanwhile finds it among the exports and is
 * told of it.
 */
export function useMadeExport() {
  const cache = useQueryCache()
  /** What is being made; also what came to nothing, until the next order. */
  const job = ref<ExportJob | null>(null)
  const busy = ref(false)
  const problem = ref<unknown>(null)
  let left = false
  onScopeDispose(() => (left = true))

  /** @returns what was made and handed over; nothing where one left, or nothing came of it */
  async function make(order: ExportOrder): Promise<ExportJob | null> {
    busy.value = true
    problem.value = null
    try {
      job.value = null
      const ordered = await call(createExport, { body: order })
      await cache.invalidateQueries({ key: [...exportsKey] })
      return await watch(ordered)
    } catch (error) {
      problem.value = error
      job.value = null
      return null
    } finally {
      busy.value = false
    }
  }

  async function watch(ordered: ExportJob): Promise<ExportJob | null> {
    let [now, count] = [ordered, 0]
    const began = Date.now()
    while (now.state === 'waiting' || now.state === 'running') {
      await wait(looks[count++] ?? patience)
      if (left) return null
      now = await call(getExport, { params: { id: ordered.id } })
      if (Date.now() - began > grace) job.value = now
    }
    await cache.invalidateQueries({ key: [...exportsKey] })
    if (now.state !== 'done') {
      job.value = now
      return null
    }
    await fetchExport(now.id)
    job.value = null
    return now
  }

  return { job, busy, problem, make }
}
