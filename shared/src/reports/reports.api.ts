import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { pageQuery, searchText } from '../page.ts'
import { emulationPreview, emulationSettings, emulationSettingsSave } from './emulation.schema.ts'
import { reportBases, reportFigure, reportFilter } from './report-filter.schema.ts'
import { reportRadar } from './report-radar.schema.ts'
import { remarkKinds, remarkOrigins, reportRemarks } from './report-remark.schema.ts'
import {
  partsQuery,
  reportChoices,
  reportComparison,
  reportHeat,
  reportLevels,
  reportParts,
  reportProgress,
  reportScores,
  reportUnits,
  reportYears,
} from './report.schema.ts'

const part = z.enum(reportParts)

export const getReportChoices = endpoint({
  name: 'getReportChoices',
  method: 'GET',
  path: '/reports/choices',
  summary: 'What the filters of reports can be set to, of the units one stands above',
  access: 'report.read',
  query: reportFilter.pick({ campaignId: true, schoolYear: true, bodyId: true, areaId: true }),
  reply: reportChoices,
  refusals: ['campaign.not-found'],
})

export const getReportLevels = endpoint({
  name: 'getReportLevels',
  method: 'GET',
  path: '/reports/levels',
  summary: 'How many units stand at each level, in all and by parts',
  access: 'report.read',
  query: reportFilter.extend(partsQuery.shape).extend({ by: part.default('body') }),
  reply: reportLevels,
  refusals: ['campaign.not-found'],
})

export const getReportScores = endpoint({
  name: 'getReportScores',
  method: 'GET',
  path: '/reports/scores',
  summary: 'Mean, median and quartiles of every group and criterion of a set, with the strongest and weakest',
  access: 'report.read',
  query: reportFilter,
  reply: reportScores,
  refusals: ['campaign.not-found'],
})

export const getReportProgress = endpoint({
  name: 'getReportProgress',
  method: 'GET',
  path: '/reports/progress',
  summary: 'How complete and how timely: each step in time, late, overdue or open',
  access: 'report.read',
  query: reportFilter.extend(partsQuery.shape),
  reply: reportProgress,
  refusals: ['campaign.not-found'],
})

export const getReportComparison = endpoint({
  name: 'getReportComparison',
  method: 'GET',
  path: '/reports/comparison',
  summary: 'Self-assessment beside the external result, in all and by criterion',
  access: 'report.read',
  query: reportFilter,
  reply: reportComparison,
  refusals: ['campaign.not-found'],
})

export const getReportYears = endpoint({
  name: 'getReportYears',
  method: 'GET',
  path: '/reports/years',
  summary: 'This year beside the one before, and the levels of every year on record',
  access: 'report.read',
  query: reportFilter,
  reply: reportYears,
  refusals: ['campaign.not-found'],
})

export const getReportHeat = endpoint({
  name: 'getReportHeat',
  method: 'GET',
  path: '/reports/heat',
  summary: 'Mean of every criterion in every part, with the strongest and weakest of each',
  access: 'report.read',
  query: reportFilter.extend(partsQuery.shape).extend({ by: part.default('body') }),
  reply: reportHeat,
  refusals: ['campaign.not-found'],
})

export const listReportUnits = endpoint({
  name: 'listReportUnits',
  method: 'GET',
  path: '/reports/units',
  summary: 'Exactly the units that a figure counts; without a figure all of them',
  access: 'report.read',
  query: reportFilter
    .extend(reportFigure.shape)
    .extend(pageQuery.shape)
    .extend({
      q: searchText.optional().describe('Part of the name or code; narrows the list, and its total with it'),
      order: z.enum(['name', 'rank']).default('name'),
    }),
  reply: reportUnits,
  refusals: ['campaign.not-found'],
})

export const listReportRemarks = endpoint({
  name: 'listReportRemarks',
  method: 'GET',
  path: '/reports/remarks',
  summary: 'Difficulties and proposals, each with where it was said; the newest first',
  access: 'report.read',
  query: reportFilter.extend(pageQuery.shape).extend({
    kind: z.enum(remarkKinds).optional(),
    origin: z.enum(remarkOrigins).optional(),
    q: searchText.optional(),
  }),
  reply: reportRemarks,
  refusals: ['campaign.not-found'],
})

export const getReportRadar = endpoint({
  name: 'getReportRadar',
  method: 'GET',
  path: '/reports/radar',
  summary: 'One unit beside itself last year and the means of its managing body and its province',
  access: 'submission.read',
  query: z.object({
    unitId: unitId.optional().describe('The own unit when left out'),
    campaignId: campaignId.optional().describe('The newest when left out'),
    basis: z.enum(reportBases).optional(),
  }),
  reply: reportRadar,
  refusals: ['unit.not-found', 'campaign.not-found'],
})

export const getEmulationSettings = endpoint({
  name: 'getEmulationSettings',
  method: 'GET',
  path: '/emulation-settings',
  summary: 'The columns in which the own body hands its results to the emulation board',
  access: 'report.read',
  reply: emulationSettings,
  refusals: [],
})

export const saveEmulationSettings = endpoint({
  name: 'saveEmulationSettings',
  method: 'PUT',
  path: '/emulation-settings',
  summary: 'Sets these columns and their order',
  access: 'recognition.nominate',
  body: emulationSettingsSave,
  reply: emulationSettings,
  refusals: ['emulation.stale'],
})

export const previewEmulation = endpoint({
  name: 'previewEmulation',
  method: 'GET',
  path: '/reports/emulation',
  summary: 'The first rows of the list for the emulation board, in the columns of the own body',
  access: 'report.read',
  query: reportFilter,
  reply: emulationPreview,
  refusals: ['campaign.not-found'],
})
