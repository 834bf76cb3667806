import { isLargeArchive } from '../../platform/file-maker.ts'
import type { ExportMaker } from '../exports/index.ts'
import type { ExportService } from './export.service.ts'

/** The complete file of a unit, made behind the screen: thousands of pieces of evidence take longer than anybody waits. */
export const fileArchive = (
  exporting: Pick<ExportService, 'requireMayExport' | 'archive' | 'measure'>,
): ExportMaker<'file-archive'> => ({
  titleOf: async (actor, { submissionId }) => {
    const { unit, campaign } = await exporting.requireMayExport(actor, submissionId)
    return `${unit.name} – ${campaign.title}`
  },
  isLong: async (actor, { submissionId }) => isLargeArchive(await exporting.measure(actor, submissionId)),
  make: (actor, { submissionId }, work) => exporting.archive(actor, submissionId, work),
})
