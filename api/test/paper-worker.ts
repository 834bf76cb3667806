import { createSentPapers } from '../src/features/documents/index.ts'
import { localFiles } from '../src/platform/files.ts'
import type { testApi } from './harness.ts'

/** What the worker does with papers that went with files. @param later milliseconds that have passed for it */
export async function drawUp(
  { db, filesFolder }: ReturnType<typeof testApi>['api'],
  later = 0,
  onError: (error: unknown) => void = () => {},
) {
  const files = await localFiles(filesFolder)
  const now = () => new Date(Date.now() + later)
  await createSentPapers({ db, files, office: null, now, onError })(new AbortController().signal)
}
