import { writeFileSync } from 'node:fs'
import type { Reporter, TestModule } from 'vitest/node'

/**
 * Ends a run with the one line that tests are counted by; within `pnpm test` it hands the figures to the runner
 * (COUNTS_FILE) instead, which adds up the parts. A file that cannot even be loaded counts as one failure.
 */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]) {
    const tests = modules.flatMap((module) => [...module.children.allTests()])
    const count = (state: string) => tests.filter((test) => test.result().state === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const counts = {
      passed: count('passed'),
      failed: count('failed') + broken + errors.length,
      skipped: count('skipped') + count('pending'),
    }
    const file = process.env.COUNTS_FILE
    if (file) writeFileSync(file, JSON.stringify(counts))
    else console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  }
}
