import type { RouteRecordRaw } from 'vue-router'

export const deliverablesRoutes: RouteRecordRaw[] = [
  {
    path: '/viec-can-nop',
    name: 'deliveries',
    component: () => import('./pages/DeliveryListPage.vue'),
    meta: { permission: 'campaign.read' },
  },
  {
    path: '/viec-can-nop/nhac',
    name: 'reminder',
    component: () => import('./pages/ReminderPage.vue'),
    meta: { permission: 'deliverable.receive' },
  },
  {
    path: '/viec-can-nop/:milestoneId/:unitId/:kind',
    name: 'delivery',
    props: true,
    component: () => import('./pages/DeliveryPage.vue'),
    meta: { permission: 'campaign.read' },
  },
  {
    path: '/dot-danh-gia/:id/tien-do',
    name: 'standing',
    props: true,
    component: () => import('./pages/StandingPage.vue'),
    meta: { permission: 'campaign.read' },
  },
]
