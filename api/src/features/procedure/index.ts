export { procedureDocument } from './procedure-document.ts'
export { procedureRoutes } from './procedure.routes.ts'
