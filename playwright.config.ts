import { defineConfig, devices } from '@playwright/test'
import { findChromium } from './api/src/cli/chromium.ts'

const chromium = findChromium()

/** Journeys through the built app on the whole stack, which `globalSetup` starts with a data folder of its own. */
export default defineConfig({
  testDir: './web/e2e',
  outputDir: './test-results',
  globalSetup: './api/test/journey-stack.ts',
  reporter: [['list'], ['./web/e2e/counts-reporter.ts']],
  // One database for all: journeys go one after another, and two cores are kept for the stack and the browser.
  workers: 1,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    ...devices['Desktop Chrome'],
    ...(process.env.BASE_URL && { baseURL: process.env.BASE_URL }),
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    trace: 'retain-on-failure',
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
