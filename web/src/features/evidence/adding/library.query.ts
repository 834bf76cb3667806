import { getPiece, listPieces, type PieceId, type UnitId } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../../platform/api/client.ts'

type Asked = { unit: UnitId; search: string; cursor?: string | undefined }

/** What the unit has collected over the years, newest first, to choose from. */
export const choiceQuery = defineQueryOptions(({ unit, search, cursor }: Asked) => ({
  key: ['evidence-pieces', unit, 'choice', search, cursor ?? ''],
  query: () =>
    call(listPieces, {
      params: { id: unit },
      query: { limit: 20, ...(search && { search }), ...(cursor && { cursor }) },
    }),
}))

/** One piece with its files and the version that a change has to name. */
export const pieceQuery = defineQueryOptions((id: PieceId) => ({
  key: ['evidence-piece', id],
  query: () => call(getPiece, { params: { id } }),
}))
