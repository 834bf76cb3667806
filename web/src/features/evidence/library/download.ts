import { getFileAddress, type EvidenceFile } from '@thuoc/shared'
import { call } from '../../../platform/api/client.ts'
import { startDownload } from '../../../platform/api/files.ts'

/** Hands a file to the browser's own download. */
export async function downloadOf({ id, name }: EvidenceFile): Promise<void> {
  const { url } = await call(getFileAddress, { params: { id }, query: {} })
  startDownload(url, name)
}
