import {
  addDeliveryFile,
  downloadDeliveryFile,
  getDelivery,
  getStanding,
  listDeliveries,
  moveDeliveries,
  moveDelivery,
  previewReminder,
  removeDeliveryFile,
  saveDeliveryDraft,
  sendReminder,
  tryLink,
  type Attachment,
  type Call,
  type Delivery,
  type DeliveryContent,
  type DeliveryKey,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, uploadFile, type UploadOptions } from '../../platform/api/files.ts'

const root = ['deliveries'] as const

const paramsOf = ({ milestoneId: id, unitId, kind }: DeliveryKey) => ({ id, unitId, kind })
const keyOf = ({ milestoneId, unitId, kind }: DeliveryKey) => [...root, 'one', milestoneId, unitId, kind]

export const deliveryListQuery = defineQueryOptions((query: Call<typeof listDeliveries>['query']) => ({
  key: [...root, 'list', { ...query }],
  query: () => call(listDeliveries, { query }),
}))

export const deliveryQuery = defineQueryOptions((key: DeliveryKey) => ({
  key: keyOf(key),
  query: () => call(getDelivery, { params: paramsOf(key) }),
}))

export const standingQuery = defineQueryOptions(
  ({ id, query }: { id: Call<typeof getStanding>['params']['id']; query: Call<typeof getStanding>['query'] }) => ({
    key: [...root, 'standing', id, { ...query }],
    query: () => call(getStanding, { params: { id }, query }),
  }),
)

export const reminderQuery = defineQueryOptions((body: Call<typeof previewReminder>['body']) => ({
  key: [...root, 'reminder', JSON.stringify(body)],
  query: () => call(previewReminder, { body }),
}))

/** Whatever changes one delivery changes lists and figures as well. */
function useDeliveryMutation<V, R>(mutation: (request: V) => Promise<R>) {
  const cache = useQueryCache()
  return useMutation({ mutation, onSettled: () => cache.invalidateQueries({ key: [...root] }) })
}

type Move = DeliveryKey & Call<typeof moveDelivery>['body']
export const useMoveDelivery = () =>
  useDeliveryMutation(({ milestoneId, unitId, kind, ...body }: Move) =>
    call(moveDelivery, { params: paramsOf({ milestoneId, unitId, kind }), body }),
  )
export const useMoveDeliveries = () =>
  useDeliveryMutation((body: Call<typeof moveDeliveries>['body']) => call(moveDeliveries, { body }))
export const useSendReminder = () =>
  useDeliveryMutation((body: Call<typeof sendReminder>['body']) => call(sendReminder, { body }))

/** Saving, adding and taking away what is being prepared. @throws ApiProblem, NetworkProblem */
export function useDraftCalls(key: () => DeliveryKey) {
  const cache = useQueryCache()
  const put = (delivery: Delivery) => {
    cache.setQueryData(keyOf(key()), delivery)
    return delivery
  }
  return {
    load: () => call(getDelivery, { params: paramsOf(key()) }),
    save: async (version: number, content: DeliveryContent) =>
      put(await call(saveDeliveryDraft, { params: paramsOf(key()), body: { version, content } }, { waits: false })),
    add: async (file: File, options: UploadOptions) =>
      put(addDeliveryFile.reply.parse(await uploadFile(addressOf(addDeliveryFile, paramsOf(key())), file, options))),
    remove: async ({ id: attachmentId }: Attachment) =>
      put(await call(removeDeliveryFile, { params: { ...paramsOf(key()), attachmentId } })),
    tryLink: (url: string) => call(tryLink, { body: { url } }),
  }
}

/** @throws ApiProblem, NetworkProblem */
export const downloadDelivered = (key: DeliveryKey, { id: attachmentId, name }: Attachment): Promise<void> =>
  downloadFile(addressOf(downloadDeliveryFile, { ...paramsOf(key), attachmentId }), name)
