import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { nothing, page, pageQuery, searchText } from '../page.ts'
import { uploadRefusals } from '../problem.ts'
import {
  documentChange,
  documentFormat,
  documentId,
  officialDocumentKind,
  documentNumbering,
  documentOffer,
  documentSettings,
  documentSettingsOrder,
  documentSubject,
  documentTemplate,
  officialDocument,
  templateCase,
  templateFaults,
} from './document.schema.ts'
import { documentIssueRefusals } from './refusals.ts'

const ofThing = z.object({
  subject: documentSubject,
  subjectId: z.uuid(),
  kinds: z
    .string()
    .max(500)
    .optional()
    .describe('Only these kinds, with commas')
    .transform((text) => text?.split(',').filter(Boolean))
    .pipe(z.array(officialDocumentKind).optional()),
})
const ofUnit = z.object({ id: unitId })
const ofTemplate = ofUnit.extend({ kind: officialDocumentKind })
const templateRefusals = [
  ...uploadRefusals,
  'document-template.not-docx',
  'document-template.old-word',
  'document-template.encrypted',
  'document-template.damaged',
  'document-template.too-large',
  'document-template.has-programs',
  'document-template.refers-elsewhere',
  'document-template.fetches',
  'document-template.embeds',
  'document-template.unreadable',
  'unit.not-found',
] as const

export const listDocuments = endpoint({
  name: 'listDocuments',
  method: 'GET',
  path: '/documents',
  summary: 'What can be drawn up for a thing and what was, as far as you may see it',
  access: 'submission.read',
  query: ofThing,
  reply: z.object({ items: z.array(documentOffer) }),
  refusals: documentIssueRefusals,
})

export const listDocumentChanges = endpoint({
  name: 'listDocumentChanges',
  method: 'GET',
  path: '/documents/changes',
  summary: 'Which newest versions of your own say something else than the data now: takes as long as to gather them',
  access: 'submission.read',
  query: ofThing,
  reply: z.object({ items: z.array(documentChange) }),
  refusals: documentIssueRefusals,
})

export const makeDocument = endpoint({
  name: 'makeDocument',
  method: 'POST',
  path: '/documents',
  summary:
    'Draws a document up from the data as they are; where nothing changed the newest version is the answer. What has a sheet for each of hundreds is an export',
  access: 'submission.read',
  body: z.object({ kind: officialDocumentKind, subjectId: z.uuid() }),
  reply: officialDocument,
  refusals: [...documentIssueRefusals, 'document.nothing-to-say', 'document.takes-long', 'document-template.unusable'],
})

export const numberDocument = endpoint({
  name: 'numberDocument',
  method: 'POST',
  path: '/documents/:id/numbers',
  summary: 'Enters a document in the register of its issuer: a version with number and date, which nothing changes',
  access: 'submission.read',
  params: z.object({ id: documentId }),
  body: documentNumbering,
  reply: officialDocument,
  refusals: [
    ...(['document.not-found', 'document.not-numbered', 'document.superseded'] as const),
    ...(['document.number-taken', 'document.in-the-future', 'document-template.unusable'] as const),
  ],
})

export const downloadDocument = endpoint({
  name: 'downloadDocument',
  method: 'GET',
  path: '/documents/:id/file',
  summary: 'The file as it was made',
  access: 'submission.read',
  params: z.object({ id: documentId }),
  query: z.object({ format: documentFormat.default('docx') }),
  reply: nothing,
  refusals: ['document.not-found', 'document.format-missing'],
})

export const getDocumentSettings = endpoint({
  name: 'getDocumentSettings',
  method: 'GET',
  path: '/units/:id/document-settings',
  summary: 'How a unit heads and numbers its documents',
  access: 'unit.read',
  params: ofUnit,
  reply: documentSettings,
  refusals: ['unit.not-found'],
})

export const saveDocumentSettings = endpoint({
  name: 'saveDocumentSettings',
  method: 'PUT',
  path: '/units/:id/document-settings',
  summary: 'Sets how the own unit heads and numbers its documents',
  access: 'document.manage',
  params: ofUnit,
  body: documentSettingsOrder,
  reply: documentSettings,
  refusals: ['unit.not-found', 'document-settings.stale'],
})

export const listDocumentTemplates = endpoint({
  name: 'listDocumentTemplates',
  method: 'GET',
  path: '/units/:id/document-templates',
  summary: 'Which template each kind of document is made with in a unit',
  access: 'unit.read',
  params: ofUnit,
  reply: z.object({
    items: z.array(documentTemplate),
    mayWrite: z.boolean(),
    makesPdf: z
      .boolean()
      .describe('Whether this server turns DOCX into PDF, for previews and templates of a body’s own'),
  }),
  refusals: ['unit.not-found'],
})

export const downloadDocumentTemplate = endpoint({
  name: 'downloadDocumentTemplate',
  method: 'GET',
  path: '/units/:id/document-templates/:kind/file',
  summary: 'The template as DOCX, to be edited: the one in use, or the original',
  access: 'unit.read',
  params: ofTemplate,
  query: z.object({ original: z.stringbool().default(false) }),
  reply: nothing,
  refusals: ['unit.not-found'],
})

export const checkDocumentTemplate = endpoint({
  name: 'checkDocumentTemplate',
  method: 'POST',
  path: '/units/:id/document-templates/:kind/checks',
  summary: 'Compares a DOCX with the fields of its document; nothing is kept',
  access: 'document.manage',
  params: ofTemplate,
  reply: templateFaults,
  refusals: templateRefusals,
})

export const listTemplateCases = endpoint({
  name: 'listTemplateCases',
  method: 'GET',
  path: '/units/:id/document-templates/:kind/cases',
  summary: 'What a template can be tried out with: things that you may see and of which there is something to say',
  access: 'document.manage',
  params: ofTemplate,
  query: pageQuery.extend({
    q: searchText.optional().describe('Name, number, day or campaign; accents do not matter'),
  }),
  reply: page(templateCase),
  refusals: ['unit.not-found'],
})

export const previewDocumentTemplate = endpoint({
  name: 'previewDocumentTemplate',
  method: 'POST',
  path: '/units/:id/document-templates/:kind/previews',
  summary: 'Fills a DOCX with a real case, or with the examples of its fields; nothing is kept',
  access: 'document.manage',
  params: ofTemplate,
  reply: nothing,
  refusals: [...templateRefusals, ...documentIssueRefusals, 'document.nothing-to-say', 'document.format-missing'],
})

export const saveDocumentTemplate = endpoint({
  name: 'saveDocumentTemplate',
  method: 'PUT',
  path: '/units/:id/document-templates/:kind',
  summary: 'Makes a DOCX the template of the own unit and of those below it that have none',
  access: 'document.manage',
  params: ofTemplate,
  reply: documentTemplate,
  refusals: [...templateRefusals, 'document-template.faulty'],
})

export const restoreDocumentTemplate = endpoint({
  name: 'restoreDocumentTemplate',
  method: 'DELETE',
  path: '/units/:id/document-templates/:kind',
  summary: 'Gives the own template up: what a body above has counts again, or the original',
  access: 'document.manage',
  params: ofTemplate,
  reply: documentTemplate,
  refusals: ['unit.not-found'],
})
