/// <reference types="vite/client" />
import 'vue-router'
import type { Permission } from '@thuoc/shared'
import type { Translate } from './platform/translator.ts'

declare module 'vue' {
  interface ComponentCustomProperties {
    $t: Translate
  }
}

declare module 'vue-router' {
  interface RouteMeta {
    /** Who may open it: everyone, anyone signed in, or (default) whoever acts in a unit. */
    access?: 'public' | 'session' | 'acting'
    /** Without it the page is not there for this person. */
    permission?: Permission
    /** The frame around the page; `app` unless said otherwise. */
    layout?: 'app' | 'public' | 'bare'
    /** A page that needs the whole width and its own bar at the bottom: the navigation steps aside. */
    focused?: boolean
  }
}
