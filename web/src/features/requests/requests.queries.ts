import {
  addRequestFile,
  downloadDocument,
  downloadRequestFile,
  getCheckList,
  getCheckSettings,
  measurePackage,
  getRequest,
  listReceipts,
  removeRequestFile,
  saveCheckList,
  saveCheckSettings,
  saveRequest,
  type CheckListSave,
  type ReceiptPapers,
  type CheckSettingsSave,
  type RequestSave,
  type SubmissionId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile } from '../../platform/api/files.ts'

// Below the key of the file: what moves it makes them look again.
const requestKey = (id: SubmissionId) => ['submissions', id, 'request']
const checkKey = (id: SubmissionId) => ['submissions', id, 'check-list']

export const requestQuery = defineQueryOptions((id: SubmissionId) => ({
  key: requestKey(id),
  query: () => call(getRequest, { params: { id } }),
}))

export const receiptsQuery = defineQueryOptions((id: SubmissionId) => ({
  key: ['submissions', id, 'receipts'],
  query: () => call(listReceipts, { params: { id } }).then(({ items }) => items),
}))

export const checkListQuery = defineQueryOptions((id: SubmissionId) => ({
  key: checkKey(id),
  query: () => call(getCheckList, { params: { id } }).then(({ checkList }) => checkList),
}))

export function useSaveRequest() {
  const cache = useQueryCache()
  return useMutation({
    mutation: ({ id, body }: { id: SubmissionId; body: RequestSave }) => call(saveRequest, { params: { id }, body }),
    onSuccess: (request, { id }) => cache.setQueryData(requestKey(id), request),
  })
}

/** The papers of a request: added and taken out one by one. */
export function useRequestFiles(id: SubmissionId) {
  const cache = useQueryCache()
  const keep = (reply: unknown) => cache.setQueryData(requestKey(id), getRequest.reply.parse(reply))
  return {
    add: async (file: File, onProgress: (share: number) => void) =>
      keep(await uploadFile(addressOf(addRequestFile, { id }), file, { onProgress })),
    remove: async ({ id: attachmentId }: { id: string }) => {
      cache.setQueryData(requestKey(id), await call(removeRequestFile, { params: { id, attachmentId } }))
    },
    open: ({ id: attachmentId, name }: { id: string; name: string }) =>
      downloadFile(addressOf(downloadRequestFile, { id, attachmentId }), name),
  }
}

export function useSaveCheckList() {
  const cache = useQueryCache()
  return useMutation({
    mutation: ({ id, body }: { id: SubmissionId; body: CheckListSave }) =>
      call(saveCheckList, { params: { id }, body }),
    onSuccess: (list, { id }) => cache.setQueryData(checkKey(id), list),
  })
}

const settingsKey = ['check-settings']
export const checkSettingsQuery = defineQueryOptions({ key: settingsKey, query: () => call(getCheckSettings, {}) })

export function useSaveCheckSettings() {
  const cache = useQueryCache()
  return useMutation({
    mutation: (body: CheckSettingsSave) => call(saveCheckSettings, { body }),
    // Lists that nobody has begun are made of it.
    onSuccess: async (settings) => {
      cache.setQueryData(settingsKey, settings)
      await cache.invalidateQueries({ key: ['submissions'] })
    },
  })
}

type Paper = ReceiptPapers['items'][number]
/** A paper that went with a file, in the version that went. @throws ApiProblem, NetworkProblem */
export const openPaper = (id: Paper['documentId'], { format, name }: Paper['files'][number]) =>
  downloadFile(addressOf(downloadDocument, { id }, { format }), name)

/** How much the archive of a round will hold. @throws ApiProblem, NetworkProblem */
export const measureRound = (id: SubmissionId, round: number) =>
  call(measurePackage, { params: { id, round: String(round) } })
