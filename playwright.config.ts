import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './api/src/cli/chromium.ts'

const chromium = findChromium()
/** Where the stack of this worker is: `globalSetup` has said so before any worker begins. */
const address = process.env[`BASE_URL_${process.env.TEST_PARALLEL_INDEX ?? 0}`]

/** Over several processes that are restarted all the time each first thing is done by one that has just begun. */
const coldness = Number(process.env.PROCESSES ?? 1) > 1 ? 3 : 1

/** Journeys through the built app on whole stacks, which `globalSetup` starts, each with data of its own. */
export default defineConfig({
  testDir: './web/e2e',
  outputDir: './test-results',
  globalSetup: './api/test/journey-stack.ts',
  reporter: [['list'], ['./web/e2e/counts-reporter.ts']],
  // A journey waits more than it computes, so two fit on two cores. Those of one worker share a database, in turn.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000 * coldness,
  expect: { timeout: 10_000 * coldness },
  use: {
    ...devices['Desktop Chrome'],
    ...(address !== undefined && { baseURL: address }),
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    // Costs a quarter of the time.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium !== null && { executablePath: chromium }),
      // Without a locale Chromium cannot write Vietnamese into the name of a file.
      env: { ...process.env, LANG: 'C.UTF-8' },
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
})
