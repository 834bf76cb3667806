import { extractText, getDocumentProxy } from 'unpdf'

/** What another library reads on each page of a PDF. */
export async function pagesOf(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false })
  return text.map((page) => page.normalize('NFC').replace(/\s+/g, ' '))
}
/** Width and height of each page, in points. */
export async function papersOf(pdf: Buffer): Promise<[number, number][]> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages = await Promise.all(Array.from({ length: document.numPages }, (_, at) => document.getPage(at + 1)))
  return pages.map((page) => {
    const { width, height } = page.getViewport({ scale: 1 })
    return [Math.round(width), Math.round(height)]
  })
}
