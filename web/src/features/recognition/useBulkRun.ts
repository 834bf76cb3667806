import type { BulkMove, BulkReport } from '@thuoc/shared'
import { ref } from 'vue'
import { joined, portionsOf } from './bulk.ts'
import { useBulkMove } from './recognition.queries.ts'

type Items = BulkMove['items']

/** One move on many files: how far it is, what came of it, and why it stopped where it did. */
export function useBulkRun() {
  const { mutateAsync: send } = useBulkMove()
  const progress = ref<{ done: number; of: number } | null>(null)
  const refusal = ref<unknown>(null)
  const report = ref<Pick<BulkReport, 'action' | 'results' | 'decision'> | null>(null)

  /**
   * In portions, so that a long run shows how far it is; what was done stays done where a later portion fails.
   * @returns whether all of it was asked
   */
  async function run(action: BulkMove['action'], items: Items, callOf: (some: Items) => BulkMove): Promise<boolean> {
    const made: BulkReport[] = []
    refusal.value = null
    progress.value = { done: 0, of: items.length }
    try {
      for (const some of portionsOf(items)) {
        made.push(await send({ body: callOf(some) }))
        progress.value = { done: progress.value.done + some.length, of: items.length }
      }
    } catch (cause) {
      refusal.value = cause
    }
    progress.value = null
    if (made.length) report.value = { action, results: joined(made), decision: null }
    return refusal.value === null
  }

  /** A move that is one for all of the files, such as one decision, goes in one call. */
  async function runWhole(body: BulkMove): Promise<void> {
    refusal.value = null
    report.value = await send({ body })
  }

  function clear() {
    report.value = null
    refusal.value = null
  }

  return { progress, refusal, report, run, runWhole, clear }
}
