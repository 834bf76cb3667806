import { reportFileOrder, type ExportOrder } from '@thuoc/shared'
import type { z } from 'zod'

/** What a page of a report shows, as the order of a file. */
export const reportOrder = (shown: z.input<typeof reportFileOrder>): ExportOrder => ({
  kind: 'report-file',
  ...reportFileOrder.parse(shown),
})
