import type { IndicatorSetId, SpreadsheetPreview } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { safeFileName } from '../../platform/file-names.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { openSpreadsheet } from '../../platform/spreadsheet/open.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import { requireVisible } from './catalogues.policy.ts'
import { find } from './catalogues.repository.ts'
import { findRefined } from './codes.repository.ts'
import { parseDefinition } from './definitions.ts'
import { readDefinition, refinesOf, writeDefinition, writeTemplate } from './spreadsheet/index.ts'

/** Indicator sets as workbooks: read, written, and the empty one to begin with. Nothing is changed by any of it. */
export function createSheets({ db }: { db: Db }) {
  /**
   * @param path of the file that was sent
   * @throws Problem `spreadsheet.not-xlsx` and the others of `openSpreadsheet`
   */
  async function read(actor: Actor, path: string): Promise<SpreadsheetPreview> {
    const workbook = await openSpreadsheet(path)
    const refines = refinesOf(workbook)
    if (!refines) return readDefinition(workbook)
    const row = await findRefined(db, actor.unitPath, refines)
    return readDefinition(workbook, row && parseDefinition(row))
  }

  /** @throws Problem `indicator-set.not-found` */
  async function write(actor: Actor, id: IndicatorSetId): Promise<GeneratedFile> {
    const set = requireVisible(actor, await find(db, id))
    const content = await writeDefinition(parseDefinition(set), { verified: set.verifiedOn !== null })
    return {
      name: safeFileName(`Bộ chỉ số ${set.code}, phiên bản ${set.version}`, ['xlsx']),
      mediaType: xlsxType,
      content,
    }
  }

  const template = async (): Promise<GeneratedFile> => ({
    name: 'Mẫu nhập bộ chỉ số.xlsx',
    mediaType: xlsxType,
    content: await writeTemplate(),
  })

  return { read, write, template }
}
