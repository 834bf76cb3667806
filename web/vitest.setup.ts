import { disableAutoUnmount, enableAutoUnmount } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'

// Files share one document: what a test has put there goes with it, and its doubles of the browser as well.
disableAutoUnmount()
enableAutoUnmount(afterEach)
afterEach(() => void vi.unstubAllGlobals())
