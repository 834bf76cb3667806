import { removePiece, renewPiece, restorePiece, type EvidencePiece } from '@thuoc/shared'
import { useQueryCache } from '@pinia/colada'
import { shallowRef } from 'vue'
import { useI18n } from '../../../platform/translator.ts'
import { call } from '../../../platform/api/client.ts'
import { notify } from '../../../platform/ui/notify.ts'
import { piecesKey } from './library.queries.ts'

/** What is done with pieces in the library; registers that hold them are read anew. */
export function usePieceDesk() {
  const { t } = useI18n()
  const cache = useQueryCache()
  const busy = shallowRef(false)
  const problem = shallowRef<unknown>(null)
  /** What was thrown away last, for the way back. */
  const removed = shallowRef<EvidencePiece | null>(null)

  async function refresh() {
    await cache.invalidateQueries({ key: piecesKey })
    await cache.invalidateQueries({ key: ['evidence'] })
  }
  async function attempt(work: () => Promise<unknown>) {
    busy.value = true
    problem.value = null
    try {
      await work()
      await refresh()
    } catch (error) {
      problem.value = error
    } finally {
      busy.value = false
    }
  }

  const remove = (piece: EvidencePiece) =>
    attempt(async () => {
      await call(removePiece, { params: { id: piece.id } })
      removed.value = piece
    })
  const restore = (piece: EvidencePiece) =>
    attempt(async () => {
      await call(restorePiece, { params: { id: piece.id } })
      removed.value = null
      notify(t('evidence.store.restored', { title: piece.title }))
    })
  const renew = (piece: EvidencePiece) =>
    attempt(async () => {
      await call(renewPiece, { params: { id: piece.id } })
      notify(t('evidence.store.renewed', { title: piece.title }))
    })

  return { busy, problem, removed, refresh, remove, restore, renew }
}
