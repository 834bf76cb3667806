import type { Permission } from '@thuoc/shared'
import type { NavItem } from './feature.ts'

/** The entries this person may open, in their order. */
export const navigationFor = (items: readonly NavItem[], can: (permission: Permission) => boolean): NavItem[] =>
  items.filter((item) => !item.permission || can(item.permission)).toSorted((a, b) => a.order - b.order)
