import { writeFileSync } from 'node:fs'
import type { FullConfig, Reporter, Suite } from '@playwright/test/reporter'

/** Hands the figures of a run to `pnpm test` (COUNTS_FILE), which adds up the parts. Listed only, nothing has run. */
export default class CountsReporter implements Reporter {
  #suite: Suite | null = null
  #errors = 0

  onBegin(_config: FullConfig, suite: Suite) {
    this.#suite = suite
  }

  onError() {
    this.#errors++
  }

  onEnd() {
    const file = process.env.COUNTS_FILE
    if (!file) return
    const tests = this.#suite?.allTests() ?? []
    const count = (...outcomes: string[]) => tests.filter((test) => outcomes.includes(test.outcome())).length
    const ran = {
      passed: count('expected', 'flaky'),
      failed: count('unexpected') + this.#errors,
      skipped: count('skipped'),
    }
    writeFileSync(file, JSON.stringify(ran))
  }
}
