import type { Refusal } from './refusal.ts'

/** Documents, their templates and how they are numbered. */
export const documentsProblems = {
  'document.not-found': { status: 404, title: 'No such document' },
  'document.nothing-to-say': { status: 409, title: 'What this document is about has not happened yet' },
  'document.not-numbered': {
    status: 409,
    title: 'This kind of document has no number of the register, or has one already',
  },
  'document.superseded': { status: 409, title: 'The document has a newer version; that one gets the number' },
  'document.number-taken': { status: 409, title: 'Your unit has already used this number in this year' },
  'document.in-the-future': { status: 400, title: 'A document is not dated in the future' },
  'document.format-missing': { status: 404, title: 'The document was not made in this format' },
  'document-template.unreadable': { status: 400, title: 'The file is no DOCX that can be read' },
  'document-template.faulty': {
    status: 400,
    title: 'The template has fields that are unknown or not closed; each is named',
  },
  'document-settings.stale': { status: 409, title: 'Someone changed these settings meanwhile' },
} as const satisfies Record<string, Refusal>
