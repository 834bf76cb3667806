import { ref, watch, type Ref } from 'vue'
import { dayOf } from '../../platform/ui/format.ts'
import { emptyDraft, recallDraft, type CampaignDraft } from './campaign.draft.ts'

/**
 * The draft of one unit, kept for as long as the browser tab lives: a reload loses nothing.
 * @param owner the unit that would open the campaign
 */
export function useCampaignDraft(owner: string): { draft: Ref<CampaignDraft>; discard: () => void } {
  const key = `thuoc.campaign-draft.${owner}`
  const fresh = () => emptyDraft(dayOf(new Date()))
  const draft = ref(recallDraft(sessionStorage.getItem(key)) ?? fresh())

  const stop = watch(draft, (value) => sessionStorage.setItem(key, JSON.stringify(value)), { deep: true })

  /** Forgets it, here and in the browser. */
  function discard() {
    stop()
    sessionStorage.removeItem(key)
    draft.value = fresh()
  }

  return { draft, discard }
}
