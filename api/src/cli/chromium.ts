import { findProgram } from '../platform/programs.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'Google Chrome']
const elsewhere = ['/snap/bin', '/Applications/Google Chrome.app/Contents/MacOS']

/** The Chromium of this machine for the browser journeys: CHROMIUM_PATH, or one in the usual places; null if none. */
export const findChromium = () => findProgram(names, process.env.CHROMIUM_PATH, elsewhere)
