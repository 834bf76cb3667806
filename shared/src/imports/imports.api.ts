import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { nothing, page, pageQuery, searchText } from '../page.ts'
import { spreadsheetRefusals } from '../problem.ts'
import { dataImport, importAction, importChange, importFault, importId, importKindName } from './import.schema.ts'

const params = z.object({ id: importId })
const ofKind = z.object({ kind: importKindName })

export const listImports = endpoint({
  name: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: 'Imports of your unit and those below, the newest first',
  access: 'acting',
  query: pageQuery.extend({ kind: importKindName.optional() }),
  reply: page(dataImport),
  refusals: [],
})

/** The body is multipart/form-data with one file; it is streamed, so not in `body`. */
export const createImport = endpoint({
  name: 'createImport',
  method: 'POST',
  path: '/import-kinds/:kind/imports',
  summary: 'Takes an XLSX or CSV file, names every fault and says what it would change; changes nothing',
  access: 'acting',
  params: ofKind,
  reply: dataImport,
  refusals: [...spreadsheetRefusals, 'spreadsheet.not-utf8'],
})

export const getImport = endpoint({
  name: 'getImport',
  method: 'GET',
  path: '/imports/:id',
  summary: 'One import: what it would do, or what it did',
  access: 'acting',
  params,
  reply: dataImport,
  refusals: ['import.not-found'],
})

export const listImportFaults = endpoint({
  name: 'listImportFaults',
  method: 'GET',
  path: '/imports/:id/faults',
  summary: 'The faults in the order of the file',
  access: 'acting',
  params,
  query: pageQuery.extend({
    sheet: z.string().max(100).optional(),
    q: searchText.optional().describe('Part of the cell or the sentence; accents do not matter'),
  }),
  reply: page(importFault),
  refusals: ['import.not-found'],
})

export const listImportChanges = endpoint({
  name: 'listImportChanges',
  method: 'GET',
  path: '/imports/:id/changes',
  summary: 'What would be changed, or was, in the order of the file',
  access: 'acting',
  params,
  query: pageQuery.extend({
    action: importAction.exclude(['unchanged']).optional(),
    q: searchText.optional().describe('Part of the label; accents do not matter'),
  }),
  reply: page(importChange),
  refusals: ['import.not-found'],
})

export const confirmImport = endpoint({
  name: 'confirmImport',
  method: 'POST',
  path: '/imports/:id/confirm',
  summary: 'Checks once more and carries it out, all or nothing; a second time it changes nothing',
  access: 'acting',
  params,
  reply: dataImport,
  refusals: ['import.not-found', 'import.faulty', 'import.outdated', 'import.file-gone'],
})

export const discardImport = endpoint({
  name: 'discardImport',
  method: 'DELETE',
  path: '/imports/:id',
  summary: 'Removes an import that was not carried out, with its file',
  access: 'acting',
  params,
  reply: nothing,
  refusals: ['import.not-found', 'import.applied'],
})

/** Answers a file; it is no JSON, so the route describes it. */
export const downloadCorrectedSheet = endpoint({
  name: 'downloadCorrectedSheet',
  method: 'GET',
  path: '/imports/:id/corrected',
  summary: 'The same sheets as XLSX, with a column that names the faults of each row; read again, it is ignored',
  access: 'acting',
  params,
  reply: z.unknown(),
  refusals: ['import.not-found', 'import.file-gone'],
})

export const downloadImportTemplate = endpoint({
  name: 'downloadImportTemplate',
  method: 'GET',
  path: '/import-kinds/:kind/template',
  summary: 'An empty XLSX with the columns of this kind and a sheet of explanations',
  access: 'acting',
  params: ofKind,
  reply: z.unknown(),
  refusals: [],
})
