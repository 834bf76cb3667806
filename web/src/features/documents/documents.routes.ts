import { officialDocumentKinds } from '@thuoc/shared'
import type { RouteRecordRaw } from 'vue-router'

const meta = { permission: 'document.manage' } as const

export const documentsRoutes: RouteRecordRaw[] = [
  {
    path: '/cai-dat/mau-van-ban',
    name: 'document-templates',
    component: () => import('./pages/TemplatesPage.vue'),
    meta,
  },
  {
    path: `/cai-dat/mau-van-ban/:kind(${officialDocumentKinds.join('|')})`,
    name: 'document-template',
    props: ({ params }) => ({ kind: params.kind }),
    component: () => import('./pages/TemplatePage.vue'),
    meta,
  },
  {
    path: '/cai-dat/the-thuc-van-ban',
    name: 'document-settings',
    component: () => import('./pages/DocumentSettingsPage.vue'),
    meta,
  },
]
