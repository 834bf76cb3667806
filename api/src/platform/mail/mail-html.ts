const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
const link = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)]/g

/** The same letter as simple HTML: paragraphs and links, nothing that is loaded from anywhere or tells that it was read. */
export function mailHtml(text: string): string {
  const paragraphs = escape(text)
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim().replaceAll('\n', '<br>'))
    .map((paragraph) => `<p>${paragraph.replaceAll(link, (url) => `<a href="${url}">${url}</a>`)}</p>`)
  const style = 'font-family: Arial, sans-serif; font-size: 15px; line-height: 1.5; color: #1f2a2e'
  return `<!doctype html><html lang="vi"><meta charset="utf-8"><body style="${style}">${paragraphs.join('')}</body></html>`
}
