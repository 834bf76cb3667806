import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment, nothing, page, pageQuery } from '../page.ts'
import { documentIssueRefusals } from '../documents/refusals.ts'
import { exportId, exportJob, exportOrder } from './export.schema.ts'

const params = z.object({ id: exportId })

export const createExport = endpoint({
  name: 'createExport',
  method: 'POST',
  path: '/exports',
  summary: 'Asks for a file that takes long to make; you are told when it is there. The same again is the same export',
  access: 'acting',
  repeatable: true,
  body: exportOrder,
  reply: exportJob,
  refusals: [
    ...(['export.too-many', 'export.people-only', 'access.denied'] as const),
    ...(['unit.not-found', 'receipt.not-found', 'training.not-found'] as const),
    ...(['document.nothing-to-say', ...documentIssueRefusals] as const),
  ],
})

export const listExports = endpoint({
  name: 'listExports',
  method: 'GET',
  path: '/exports',
  summary: 'What you asked for in the unit you act in, the newest first',
  access: 'acting',
  query: pageQuery,
  reply: page(exportJob).extend({ running: z.int().describe('How many are being made or wait for it') }),
  refusals: [],
})

export const getExport = endpoint({
  name: 'getExport',
  method: 'GET',
  path: '/exports/:id',
  summary: 'How far an export is',
  access: 'acting',
  params,
  reply: exportJob,
  refusals: ['export.not-found'],
})

export const getExportAddress = endpoint({
  name: 'getExportAddress',
  method: 'GET',
  path: '/exports/:id/address',
  summary: 'An address of the file that works for a minute and for you alone',
  access: 'acting',
  params,
  reply: z.object({ url: z.string(), expiresAt: moment }),
  refusals: ['export.not-found', 'export.not-ready', 'export.not-yours'],
})

export const discardExport = endpoint({
  name: 'discardExport',
  method: 'DELETE',
  path: '/exports/:id',
  summary: 'Stops an export, or throws its file away',
  access: 'acting',
  params,
  reply: nothing,
  refusals: ['export.not-found'],
})
