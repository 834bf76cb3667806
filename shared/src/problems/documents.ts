import type { Refusal } from './refusal.ts'

/** Documents, their templates and how they are numbered. */
export const documentsProblems = {
  'document.not-found': { status: 404, title: 'No such document' },
  'document.nothing-to-say': { status: 409, title: 'What this document is about has not happened yet' },
  'document.takes-long': {
    status: 409,
    title: 'This document has a sheet for each of hundreds: ask for it as an export of kind `document`',
  },
  'document.not-numbered': {
    status: 409,
    title: 'This kind of document has no number of the register, or has one already',
  },
  'document.superseded': { status: 409, title: 'The document has a newer version; that one gets the number' },
  'document.number-taken': { status: 409, title: 'Your unit has already used this number in this year' },
  'document.in-the-future': { status: 400, title: 'A document is not dated in the future' },
  'document.format-missing': { status: 404, title: 'The document was not made in this format' },
  'document-template.not-docx': { status: 415, title: 'This is no DOCX; save it in Word as .docx' },
  'document-template.old-word': { status: 415, title: 'This was saved for Word 97–2003; save it as .docx' },
  'document-template.encrypted': { status: 415, title: 'The DOCX has a password; remove it first' },
  'document-template.damaged': { status: 415, title: 'The DOCX is damaged; the part that is not sound is named' },
  'document-template.too-large': { status: 413, title: 'The DOCX is too large or too deep when it is unpacked' },
  'document-template.has-programs': { status: 415, title: 'The DOCX has macros or programs; the part is named' },
  'document-template.refers-elsewhere': {
    status: 415,
    title: 'The DOCX fetches something from elsewhere, which is named',
  },
  'document-template.fetches': {
    status: 415,
    title: 'The DOCX has fields that fetch or start something; one is named',
  },
  'document-template.embeds': { status: 415, title: 'The DOCX has files of other programs in it; the place is named' },
  'document-template.unreadable': { status: 400, title: 'The DOCX cannot be read as a template' },
  'document-template.unusable': { status: 409, title: 'The template in use cannot be filled; mend it or give it up' },
  'document-template.faulty': {
    status: 400,
    title: 'The template has fields that are unknown or not closed; each is named',
  },
  'document-settings.stale': { status: 409, title: 'Someone changed these settings meanwhile' },
} as const satisfies Record<string, Refusal>
