import {
  browseRegister,
  getEvidenceSettings,
  listCarryOvers,
  listPieces,
  listSubmissions,
  readPieceHistory,
  summariseLibrary,
  summariseRegister,
  type registerFilters,
  type registerQuery,
  type CampaignUnitId,
  type PieceId,
  type UnitId,
} from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import type { z } from 'zod'
import { call } from '../../../platform/api/client.ts'

/** Everything that changes when a piece does. */
export const piecesKey = ['evidence-pieces']
export const registerKey = (unit: CampaignUnitId) => ['evidence', unit]

type PieceListQuery = z.output<typeof listPieces.query>
export const pieceListQuery = defineQueryOptions(({ unit, query }: { unit: UnitId; query: PieceListQuery }) => ({
  key: [...piecesKey, unit, 'list', { ...query }],
  query: () => call(listPieces, { params: { id: unit }, query: { ...query, bin: query.bin ? 'true' : undefined } }),
}))

export const pieceSummaryQuery = defineQueryOptions(
  ({ unit, schoolYear }: { unit: UnitId; schoolYear: string | undefined }) => ({
    key: [...piecesKey, unit, 'summary', schoolYear ?? ''],
    query: () => call(summariseLibrary, { params: { id: unit }, query: schoolYear ? { schoolYear } : {} }),
  }),
)

export const historyQuery = defineQueryOptions((piece: PieceId) => ({
  key: [...piecesKey, piece, 'history'],
  query: () => call(readPieceHistory, { params: { id: piece } }).then(({ items }) => items),
}))

export const boxSettingsQuery = defineQueryOptions((unit: UnitId) => ({
  key: ['evidence-settings', unit],
  query: () => call(getEvidenceSettings, { params: { id: unit } }),
}))

export const carryOversQuery = defineQueryOptions((unit: CampaignUnitId) => ({
  key: [...registerKey(unit), 'carry-over'],
  query: () => call(listCarryOvers, { params: { id: unit } }).then(({ items }) => items),
}))

/** Files of one's own unit whose registers can still change. */
export const ownFilesQuery = defineQueryOptions(({ unit, name }: { unit: UnitId; name: string }) => ({
  key: [...piecesKey, unit, 'files'],
  query: () =>
    call(listSubmissions, { query: { q: name, status: 'drafting,returned', running: 'true', limit: 50 } }).then(
      ({ items }) => items.filter((one) => one.unit.id === unit),
    ),
}))

export type RegisterQuery = z.output<typeof registerQuery>
/** As an address says it. */
export const onTheWire = ({ descending, ...query }: RegisterQuery) => ({
  ...query,
  descending: descending ? 'true' : undefined,
})
export const registerPageQuery = defineQueryOptions(
  ({ unit, query }: { unit: CampaignUnitId; query: RegisterQuery }) => ({
    key: [...registerKey(unit), 'page', { ...query }],
    query: () => call(browseRegister, { params: { id: unit }, query: onTheWire(query) }),
  }),
)

type SummaryQuery = z.output<typeof registerFilters>
export const registerSummaryQuery = defineQueryOptions(
  ({ unit, query }: { unit: CampaignUnitId; query: SummaryQuery }) => ({
    key: [...registerKey(unit), 'summary', { ...query }],
    query: () => call(summariseRegister, { params: { id: unit }, query }),
  }),
)
