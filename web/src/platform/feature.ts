import type { Permission } from '@thuoc/shared'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import type { IconName } from './ui/icons.ts'

/** Sentences of one language; nested by the parts of their key. */
export interface Messages {
  [key: string]: string | Messages
}
export const locales = ['vi', 'en'] as const
export type Locale = (typeof locales)[number]

/** One entry of the main navigation, shown to whoever holds its permission. */
export type NavItem = {
  /** Key of its label, such as `org.navigation`. */
  label: string
  to: RouteLocationRaw
  icon: IconName
  permission?: Permission
  /** `work` above the line, `manage` below it. */
  group: 'work' | 'manage'
  /** The lowest comes first and is where people start. */
  order: number
}

/** A place of the public pages, named in their header. */
export type PublicLink = { label: string; to: RouteLocationRaw }

/** What a feature brings to the app. Its `index.ts` exports one, and what other features may use of it. */
export type Feature = {
  /** Its folder; its sentences are found below this key. */
  name: string
  routes: RouteRecordRaw[]
  navigation: NavItem[]
  publicLinks?: PublicLink[]
  messages: Record<Locale, () => Promise<{ default: Messages }>>
}
