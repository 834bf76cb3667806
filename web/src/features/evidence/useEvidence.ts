import {
  addDocument,
  addFigure,
  addFiles,
  addLink,
  enterPiece,
  getFileAddress,
  linkEvidence,
  lookAtLink,
  nothingAbout,
  renameEvidence,
  restoreEvidence,
  unlinkEvidence,
  type CampaignUnitId,
  type CriterionCode,
  type Evidence,
  type EvidenceFile,
  type EvidenceFileId,
  type EvidenceId,
  type NewDocument,
  type NewFigure,
  type NewFiles,
  type NewLink,
  type PieceId,
} from '@thuoc/shared'
import { useQueryCache } from '@pinia/colada'
import { call, NetworkProblem } from '../../platform/api/client.ts'
import { startDownload } from '../../platform/api/files.ts'
import { evidenceKey } from './evidence.queries.ts'

/** What is done with the register of one unit; each change shows at once wherever the register is on screen. */
export function useEvidence(unit: () => CampaignUnitId) {
  const cache = useQueryCache()
  const change = (made: (items: Evidence[]) => Evidence[]) =>
    cache.setQueryData(evidenceKey(unit()), (items: Evidence[] | undefined) => made(items ?? []))

  function put(piece: Evidence): Evidence {
    change((items) => [...items.filter(({ id }) => id !== piece.id), piece].toSorted(byCode))
    return piece
  }

  return {
    /** Takes over a list that came with something else, so that it is not fetched again. */
    seed: (items: Evidence[]) => change(() => items),

    addLink: async (link: Omit<NewLink, keyof typeof undescribed>) =>
      put(await call(addLink, { params: { id: unit() }, body: { ...link, ...undescribed } })),

    addFigure: async (figure: Omit<NewFigure, keyof typeof undescribed>) =>
      put(await call(addFigure, { params: { id: unit() }, body: { ...figure, ...undescribed } })),

    /** Hands in files that have arrived as one piece. */
    addFiles: async (files: NewFiles) => put(await call(addFiles, { params: { id: unit() }, body: files })),

    addDocument: async (paper: NewDocument) => put(await call(addDocument, { params: { id: unit() }, body: paper })),

    /** Uses a piece of the library for a criterion. */
    enter: async (pieceId: PieceId, criterion: CriterionCode) =>
      put(await call(enterPiece, { params: { id: unit() }, body: { criterion, pieceId } })),

    /** What was said of a piece has changed, or its files: it is fetched again wherever it is on screen. */
    refresh: () => cache.invalidateQueries({ key: evidenceKey(unit()) }),

    rename: async (id: EvidenceId, title: string) =>
      put(await call(renameEvidence, { params: { id }, body: { title } })),

    /** Uses a document that is already coded for one more criterion. */
    reuse: async (id: EvidenceId, criterion: CriterionCode) =>
      put(await call(linkEvidence, { params: { id }, body: { criterion } })),

    /** Looks now whether a link can be opened. */
    lookAtLink: async (pieceId: PieceId) => {
      const link = await call(lookAtLink, { params: { id: pieceId } })
      change((items) => items.map((piece) => (piece.pieceId === pieceId ? { ...piece, link } : piece)))
    },

    remove: async (id: EvidenceId, criterion: CriterionCode) => {
      await call(unlinkEvidence, { params: { id, criterion } })
      change((items) => items.map((piece) => (piece.id === id ? without(piece, criterion) : piece)).filter(isLinked))
    },

    /** Undoes a removal: the document is back under its old code. */
    restore: async (id: EvidenceId, criterion: CriterionCode) =>
      put(await call(restoreEvidence, { params: { id }, body: { criterion } })),

    download: async ({ id, name }: EvidenceFile) => startDownload(await addressOfFile(id), name),

    /** The file in the memory of this page, to be looked at: it only ever comes as an attachment. */
    open: async ({ id, mediaType }: EvidenceFile): Promise<Blob> => {
      const address = await addressOfFile(id)
      const reply = await fetch(address).catch((cause: unknown) => {
        throw new NetworkProblem(cause)
      })
      if (!reply.ok) throw new NetworkProblem(`HTTP ${reply.status}`)
      return new Blob([await reply.arrayBuffer()], { type: mediaType })
    },
  }
}
export type EvidenceDesk = ReturnType<typeof useEvidence>

/** An address that works for one minute; it carries its own right. */
const addressOfFile = async (id: EvidenceFileId): Promise<string> =>
  (await call(getFileAddress, { params: { id }, query: {} })).url

const undescribed = { note: '', about: nothingAbout }

const byCode = (one: Evidence, other: Evidence) => one.code.localeCompare(other.code, 'vi', { numeric: true })
const isLinked = ({ criteria }: Evidence) => criteria.length > 0
const without = (piece: Evidence, criterion: CriterionCode): Evidence => ({
  ...piece,
  criteria: piece.criteria.filter((code) => code !== criterion),
})
