const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g
/** A line of a list, and below it where it leads. */
const item = /^- (.*)(?:\n {2}(https?:\/\/\S+))?$/gm

const linked = (text: string) => text.replaceAll(link, (url) => `<a href="${url}">${url}</a>`)

/** Lines that begin with a dash are a list; a line above it is its heading. */
function block(paragraph: string): string {
  const start = /^- /m.exec(paragraph)?.index
  if (start === undefined) return `<p>${linked(paragraph.replaceAll('\n', '<br>'))}</p>`
  const heading = paragraph.slice(0, start).trim()
  const items = [...paragraph.slice(start).matchAll(item)].map(([, words = '', url]) =>
    url === undefined ? `<li>${linked(words)}</li>` : `<li><a href="${url}">${words}</a></li>`,
  )
  return `${heading === '' ? '' : `<p><strong>${linked(heading)}</strong></p>`}<ul>${items.join('')}</ul>`
}

/** The same letter as simple HTML: paragraphs, lists and links, nothing that is loaded from anywhere or tells that it was read. */
export function mailHtml(text: string): string {
  const blocks = escape(text)
    .split(/\n{2,}/)
    .map((paragraph) => block(paragraph.trim()))
  const style = 'font-family: Arial, sans-serif; font-size: 15px; line-height: 1.5; color: #1f2a2e'
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><body style="${style}">${blocks.join('')}</body></html>`
}
