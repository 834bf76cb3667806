export { noticeWorkers } from './notices.jobs.ts'
export { noticesRoutes } from './notices.routes.ts'
export { createNoticesService } from './notices.service.ts'
export { notify, readersWith } from './notify.ts'
