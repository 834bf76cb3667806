import type { RouteRecordRaw } from 'vue-router'

export const noticesRoutes: RouteRecordRaw[] = [
  { path: '/thong-bao', name: 'notices', component: () => import('./pages/NoticesPage.vue') },
  { path: '/thong-bao/:id', name: 'notice', props: true, component: () => import('./pages/NoticePage.vue') },
  {
    path: '/thu-chua-den',
    name: 'mails',
    component: () => import('./pages/MailsPage.vue'),
    meta: { permission: 'mail.manage' },
  },
  {
    path: '/tai-khoan/thong-bao',
    name: 'notice-settings',
    component: () => import('./pages/NoticeSettingsPage.vue'),
  },
]
