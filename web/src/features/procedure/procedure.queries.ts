import { getProcedure } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

export const procedureQuery = defineQueryOptions({ key: ['procedure'], query: () => call(getProcedure, {}) })
