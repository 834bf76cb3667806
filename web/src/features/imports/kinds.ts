import type { ImportKindName, Permission } from '@thuoc/shared'
import type { RouteLocationRaw } from 'vue-router'

type Kind = {
  /** Who finds the page. */
  permission: Permission
  /** Where one comes from, and goes to afterwards. */
  back: RouteLocationRaw
  /** The page of a thing that was brought in. */
  thing: (id: string) => RouteLocationRaw
  /** What is done next with what came in; its words are `imports.kind.<kind>.next`. */
  next?: RouteLocationRaw
}

/** Where each kind belongs in the app; its words are those of `imports.kind.<kind>`. */
export const kinds: Record<ImportKindName, Kind> = {
  units: {
    permission: 'unit.write',
    back: { name: 'units' },
    thing: (id) => ({ name: 'unit', params: { id } }),
  },
  people: {
    permission: 'person.write',
    back: { name: 'people' },
    thing: (id) => ({ name: 'person', params: { id } }),
    next: { name: 'invite-people' },
  },
  'tree-change': {
    permission: 'unit.write',
    back: { name: 'units' },
    thing: (id) => ({ name: 'unit', params: { id } }),
  },
  'earlier-results': {
    permission: 'submission.receive',
    back: { name: 'earlier-results' },
    thing: (id) => ({ name: 'unit', params: { id } }),
  },
}
