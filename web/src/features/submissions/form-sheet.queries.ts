import { downloadFormSheet, readFormSheet, saveFormSheet, type SheetSave, type SubmissionId } from '@thuoc/shared'
import { useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

export const takeFormSheet = (id: SubmissionId, name: string) =>
  downloadFile(addressOf(downloadFormSheet, { id }), `${name}.xlsx`)

type Sent = { id: SubmissionId; file: File; onProgress: (share: number) => void }
/** Looks at a filled workbook; nothing is saved by it. */
export const useLookAtSheet = () =>
  useMutation({
    mutation: async ({ id, file, onProgress }: Sent) =>
      readFormSheet.reply.parse(await uploadFile(addressOf(readFormSheet, { id }), file, { onProgress })),
  })

export function useSaveSheet() {
  const cache = useQueryCache()
  return useMutation({
    mutation: ({ id, body }: { id: SubmissionId; body: SheetSave }) => call(saveFormSheet, { params: { id }, body }),
    onSettled: async () => {
      await Promise.all([['submissions'], ['tasks']].map((key) => cache.invalidateQueries({ key })))
    },
  })
}
