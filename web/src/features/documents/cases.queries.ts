import { listCampaigns, listSubmissions, type DocumentSubject } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

/** Something real that a template can be tried out with. */
export type TemplateCase = { id: string; name: string }

const limit = 50
/** Where the things lie that a document can be about; of the others there are the examples of the fields. */
const found: Partial<Record<DocumentSubject, () => Promise<TemplateCase[]>>> = {
  submission: async () => {
    const { items } = await call(listSubmissions, { query: { limit } })
    return items.map(({ id, unit, campaign }) => ({ id, name: `${unit.name} · ${campaign.title}` }))
  },
  campaign: async () => {
    const { items } = await call(listCampaigns, { query: { limit } })
    return items.map(({ id, title }) => ({ id, name: title }))
  },
}

export const casesQuery = defineQueryOptions((subject: DocumentSubject) => ({
  key: ['document-templates', 'cases', subject],
  query: async () => (await found[subject]?.()) ?? [],
}))
