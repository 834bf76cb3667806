import { writeFile, mkdtemp, rm, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NotConverted, type OfficeConverter } from '../../platform/office.ts'

/**
 * The PDF of a DOCX that was made with a template of a body’s own: our own PDF follows the original and would show
 * another paper.
 * @returns null where this machine cannot make one: a document is drawn up all the same
 */
export async function ownPdf(office: OfficeConverter | null, docx: Buffer): Promise<Buffer | null> {
  if (!office) return null
  const folder = await mkdtemp(join(tmpdir(), 'thuoc-document-'))
  try {
    const path = join(folder, 'document.docx')
    await writeFile(path, docx)
    const { path: made, discard } = await office.toPdf(path, 'docx')
    return await readFile(made).finally(discard)
  } catch (error) {
    if (error instanceof NotConverted) return null
    throw error
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
