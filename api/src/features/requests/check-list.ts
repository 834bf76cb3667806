import { isAnsweredBySystem, standardItems, type CheckedItem, type CheckItem } from '@thuoc/shared'
import type { CheckRow } from './check-list.repository.ts'
import type { Finding } from './findings.ts'

/** What a body checks: its own list, or the standard one where it keeps none. */
export const listIn = (saved: { items: CheckItem[] } | undefined) => (saved?.items.length ? saved.items : standardItems)

/** The list of a file of which nothing has been saved yet. */
export const begun = (saved: { items: CheckItem[] } | undefined): CheckRow['items'] =>
  listIn(saved).map((item) => ({ ...item, answer: null, remark: '', criteria: [] }))

/** With what the system says now, where it says anything. */
export const withFinding = (item: CheckRow['items'][number], finding: Finding | undefined): CheckedItem => ({
  ...item,
  bySystem: isAnsweredBySystem(item.key),
  ...(finding && { answer: finding.ok ? ('ok' as const) : ('not-ok' as const), criteria: finding.criteria }),
})
