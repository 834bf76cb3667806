import type { Delivery, DeliveryContent, ProblemItem } from '@thuoc/shared'

type Prepared = { content: DeliveryContent; delivery: Pick<Delivery, 'files' | 'outline' | 'persons'>; today: string }

const isSaid = (code: string, { content, delivery }: Prepared) => {
  const written = content.sections.find((section) => section.code === code)
  const known = delivery.outline.find((place) => place.code === code)?.prefill ?? ''
  return ((written?.usePrefill ?? true) && known !== '') || (written?.text ?? '').trim() !== ''
}

/** By place, whether what was named as missing there has come since. */
const come: Record<string, (prepared: Prepared) => boolean> = {
  '/files': ({ delivery }) => delivery.files.length > 0,
  '/url': ({ content }) => content.url !== null,
  '/doneOn': ({ content: { doneOn }, today }) => doneOn !== null && doneOn <= today,
  '/persons/leader': ({ delivery }) => Boolean(delivery.persons?.leader),
  '/persons/contact': ({ delivery }) => Boolean(delivery.persons?.contact),
}

/**
 * Of what the server named as missing, what is missing still: a place that has been filled in since is called a fault
 * no longer, or people look for one that is none.
 * @param today `2026-11-22`
 */
export const stillMissing = (named: readonly ProblemItem[], prepared: Prepared): ProblemItem[] =>
  named.filter(({ path }) =>
    path.startsWith('/sections/') ? !isSaid(path.slice('/sections/'.length), prepared) : !come[path]?.(prepared),
  )
