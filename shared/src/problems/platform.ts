import type { Refusal } from './refusal.ts'

/** What any request may be refused with, and what belongs to no feature alone. */
export const platformProblems = {
  'request.invalid': { status: 400, title: 'The request does not fit its schema' },
  'request.too-many': { status: 429, title: 'Too many requests; wait and try again' },
  'request.not-found': { status: 404, title: 'No such address' },
  'server.error': { status: 500, title: 'Something went wrong on our side' },
  'server.busy': { status: 503, title: 'Busy; try again shortly' },
  'server.full': { status: 503, title: 'Too many at once; nothing was begun, come back shortly' },
  'server.storage-unavailable': { status: 503, title: 'The storage of files does not answer; try again shortly' },
  'access.denied': { status: 403, title: 'Your role does not allow this' },
  'mail.off': { status: 409, title: 'This server sends no mail' },
  'spreadsheet.not-xlsx': { status: 415, title: 'This is no XLSX workbook; save it as .xlsx' },
  'spreadsheet.not-utf8': { status: 415, title: 'The CSV file is not written in UTF-8' },
  'spreadsheet.has-macros': { status: 415, title: 'Workbooks with macros are not accepted' },
  'spreadsheet.encrypted': { status: 415, title: 'The workbook is protected by a password' },
  'spreadsheet.damaged': { status: 400, title: 'The workbook is damaged' },
  'spreadsheet.too-large': { status: 413, title: 'The workbook unpacks to more than is accepted' },
  'attachment.not-found': { status: 404, title: 'No such file' },
  'notice.not-found': { status: 404, title: 'No such notice of yours' },
  'calendar-feed.not-found': { status: 404, title: 'No calendar has this address any more' },
} as const satisfies Record<string, Refusal>
