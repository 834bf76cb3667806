import type { CampaignUnitId, Evidence, NewFiles, UnitId } from '@thuoc/shared'
import { computed, onScopeDispose, ref } from 'vue'
import { useSession } from '../../../platform/session.store.ts'
import { keptFiles, type KeptFiles } from './kept-files.ts'
import { createQueue } from './queue.ts'
import { sendingTo, type Sending } from './sending.ts'
import { isUnderWay } from './sent-file.ts'
import { createTrays } from './trays.ts'

type Options = {
  unit: () => UnitId
  /** The register that the files are for; null where they go to a piece that exists. */
  register: () => CampaignUnitId | null
  handIn: (files: NewFiles) => Promise<Evidence>
}

/** Files on their way to the evidence of one unit. They go on while one works on other lines. */
export function useUploads({ unit, register, handIn }: Options) {
  const person = useSession().me?.id ?? ''
  return uploadsWith({ sending: sendingTo(unit), kept: keptFiles({ person, unit }), unit, register, handIn })
}

/** The same with ways to the server and the browser's store of one's own. */
export function uploadsWith(ports: { sending: Sending; kept: KeptFiles } & Options) {
  /** The last thing that happened by itself, for those who do not see the screen. */
  const news = ref<{ what: 'arrived' | 'handed-in'; name: string } | null>(null)
  const queue = createQueue({
    ...ports,
    arrived: (file) => {
      news.value = { what: 'arrived', name: file.name }
      if (file.group === 'line') void trays.settle(file)
    },
  })
  const trays = createTrays({
    queue,
    handIn: ports.handIn,
    handedIn: (pieces) => (news.value = { what: 'handed-in', name: pieces.map(({ code }) => code).join(', ') }),
  })

  /** What would be left behind: on its way, or there and not evidence yet. What was refused waits for nobody. */
  const pending = computed(() => queue.files.filter((file) => isUnderWay(file) || file.state === 'arrived').length)

  window.addEventListener('online', queue.goOn)
  onScopeDispose(() => {
    window.removeEventListener('online', queue.goOn)
    queue.stop()
  })

  let brought: Promise<void> | null = null
  /** Asked for once, by the first part of the screen that may add; a lost line is tried again by the next. */
  const bring = () => (brought ??= queue.bring().catch(() => void (brought = null)))

  return {
    ...queue,
    ...{ unit: ports.unit, trays, pending, news, bring },
    /** The person wants this one beside the piece that holds the same. */
    keepBoth(key: number) {
      const file = queue.files.find((one) => one.key === key)
      if (!file) return
      file.keepBoth = true
      void trays.proceed(file.criterion)
    },
    /** Takes a file away; what waited for it to be handed in together goes on. */
    throwAway(key: number) {
      const file = queue.files.find((one) => one.key === key)
      queue.leave(key)
      if (file?.group === 'line') void trays.proceed(file.criterion)
    },
  }
}
export type Uploads = ReturnType<typeof useUploads>
