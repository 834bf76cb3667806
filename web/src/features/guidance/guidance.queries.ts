import {
  addGuidanceFile,
  downloadGuidanceFile,
  listGuidance,
  listGuidanceVersions,
  removeGuidanceFile,
  saveGuidance,
  type Attachment,
  type Call,
  type GuidanceNote,
  type GuidanceNoteId,
  type IndicatorSetId,
  type UnitId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile, type UploadOptions } from '../../platform/api/files.ts'

const root = ['guidance'] as const
const keyOf = (set: IndicatorSetId, unit?: UnitId) => [...root, set, unit ?? 'own']

/** The notes on a set as a unit reads them: its province’s first, then its managing body’s. */
export const guidanceQuery = defineQueryOptions(({ set, unit }: { set: IndicatorSetId; unit?: UnitId }) => ({
  key: keyOf(set, unit),
  query: () => call(listGuidance, { params: { id: set }, query: { unitId: unit } }),
}))

export const guidanceVersionsQuery = defineQueryOptions(({ id, version }: { id: GuidanceNoteId; version: number }) => ({
  key: [...root, 'versions', id, version],
  query: () => call(listGuidanceVersions, { params: { id } }).then(({ items }) => items),
}))

/** What a change answers with takes the place of the note on screen; a first note joins the list. */
function useNoteMutation<V>(mutation: (request: V) => Promise<GuidanceNote>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: (note: GuidanceNote | undefined) =>
      cache.invalidateQueries({ key: note ? [...root, note.indicatorSetId] : [...root] }),
  })
}

export const useSaveGuidance = () =>
  useNoteMutation((request: Call<typeof saveGuidance>) => call(saveGuidance, request))
export const useAddFile = () =>
  useNoteMutation(
    async ({ id, file, onProgress }: { id: GuidanceNoteId; file: File } & Pick<UploadOptions, 'onProgress'>) =>
      addGuidanceFile.reply.parse(
        await uploadFile(addressOf(addGuidanceFile, { id }), file, { ...(onProgress && { onProgress }) }),
      ),
  )
export const useRemoveFile = () =>
  useNoteMutation((request: Call<typeof removeGuidanceFile>) => call(removeGuidanceFile, request))

/** @throws ApiProblem, NetworkProblem */
export const downloadAttachment = (note: GuidanceNote, { id, name }: Attachment): Promise<void> =>
  downloadFile(addressOf(downloadGuidanceFile, { id: note.id, attachmentId: id }), name)
