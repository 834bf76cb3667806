import type { RouteRecordRaw } from 'vue-router'

export const campaignsRoutes: RouteRecordRaw[] = [
  {
    path: '/dot-danh-gia',
    name: 'campaigns',
    component: () => import('./pages/CampaignListPage.vue'),
    meta: { permission: 'campaign.read' },
  },
  {
    path: '/dot-danh-gia/mo/:step?',
    name: 'campaign-new',
    props: true,
    component: () => import('./pages/CampaignOpenPage.vue'),
    meta: { permission: 'campaign.write' },
  },
  {
    path: '/dot-danh-gia/:id',
    name: 'campaign',
    props: true,
    component: () => import('./pages/CampaignPage.vue'),
    meta: { permission: 'campaign.read' },
  },
  {
    path: '/dot-danh-gia/:id/ke-hoach',
    name: 'campaign-plan',
    props: true,
    component: () => import('./pages/CampaignPlanPage.vue'),
    meta: { permission: 'campaign.read' },
  },
  {
    path: '/dot-danh-gia/:id/nhat-ky',
    name: 'campaign-record',
    props: true,
    component: () => import('./pages/CampaignRecordPage.vue'),
    meta: { permission: 'campaign.read' },
  },
  {
    path: '/dot-danh-gia/:id/sua',
    name: 'campaign-change',
    props: true,
    component: () => import('./pages/CampaignChangePage.vue'),
    meta: { permission: 'campaign.write' },
  },
  {
    path: '/dot-danh-gia/:id/them-don-vi',
    name: 'campaign-unit-add',
    props: true,
    component: () => import('./pages/CampaignUnitAddPage.vue'),
    meta: { permission: 'campaign.write' },
  },
]
