import {
  checkDocumentTemplate,
  downloadDocumentTemplate,
  listDocumentTemplates,
  previewDocumentTemplate,
  restoreDocumentTemplate,
  saveDocumentTemplate,
  templateFaults,
  type DocumentFormat,
  type OfficialDocumentKind,
  type UnitId,
} from '@thuoc/shared'
import { defineQueryOptions, useMutation, useQueryCache } from '@pinia/colada'
import { addressOf, call } from '../../platform/api/client.ts'
import { downloadFile, exchangeFile, readFile, uploadFile } from '../../platform/api/files.ts'

const root = ['document-templates'] as const
/** The template of one kind of document in one unit. */
export type TemplatePlace = { id: UnitId; kind: OfficialDocumentKind }

export const templatesQuery = defineQueryOptions((id: UnitId) => ({
  key: [...root, id],
  query: () => call(listDocumentTemplates, { params: { id } }),
}))

const fileAt = (place: TemplatePlace, original: boolean) =>
  addressOf(downloadDocumentTemplate, place, { original: String(original) })

/** @throws ApiProblem, NetworkProblem */
export const saveTemplateFile = (place: TemplatePlace, original: boolean, fileName: string) =>
  downloadFile(fileAt(place, original), fileName)

/** The template in use, as a file. @throws ApiProblem, NetworkProblem */
export const currentTemplate = async (place: TemplatePlace) =>
  new File([await readFile(fileAt(place, false))], `${place.kind}.docx`)

/** What is wrong with a template; nothing is kept. @throws ApiProblem, NetworkProblem */
export const checkTemplate = async (place: TemplatePlace, file: File, onProgress: (share: number) => void) =>
  templateFaults.parse(await uploadFile(addressOf(checkDocumentTemplate, place), file, { onProgress }))

type Preview = { file: File; format: DocumentFormat; subjectId: string | null }
/** A template filled with a case, or with examples. @throws ApiProblem, NetworkProblem */
export const previewTemplate = (place: TemplatePlace, { file, format, subjectId }: Preview) =>
  exchangeFile(addressOf(previewDocumentTemplate, place), file, { format, ...(subjectId && { subjectId }) })

/** Documents made with the template may be behind it now. */
function useTemplateMutation<V>(mutation: (request: V) => Promise<unknown>) {
  const cache = useQueryCache()
  return useMutation({
    mutation,
    onSettled: async () => {
      await cache.invalidateQueries({ key: ['documents'] })
      await cache.invalidateQueries({ key: [...root] })
    },
  })
}
export const useSaveTemplate = () =>
  useTemplateMutation(({ place, file }: { place: TemplatePlace; file: File }) =>
    uploadFile(addressOf(saveDocumentTemplate, place), file, { method: 'PUT' }),
  )
export const useRestoreTemplate = () =>
  useTemplateMutation((place: TemplatePlace) => call(restoreDocumentTemplate, { params: place }))
