import type { RouteMeta, RouteRecordRaw } from 'vue-router'

const reading: RouteMeta = { permission: 'submission.read' }
const overseeing: RouteMeta = { permission: 'report.read' }

export const reportsRoutes: RouteRecordRaw[] = [
  { path: '/bao-cao', name: 'reports', component: () => import('./pages/ReportHomePage.vue'), meta: reading },
  {
    path: '/bao-cao/don-vi',
    name: 'report-units',
    component: () => import('./pages/ReportUnitsPage.vue'),
    meta: overseeing,
  },
  { path: '/bao-cao/so-sanh', name: 'report-radar', component: () => import('./pages/RadarPage.vue'), meta: reading },
  {
    path: '/bao-cao/thi-dua',
    name: 'emulation',
    component: () => import('./pages/EmulationPage.vue'),
    meta: overseeing,
  },
]
