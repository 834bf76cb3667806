import type { RouteRecordRaw } from 'vue-router'

export const orgRoutes: RouteRecordRaw[] = []
