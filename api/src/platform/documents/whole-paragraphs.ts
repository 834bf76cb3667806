import {
  officeMarkup,
  TemplateExtension,
  xml,
  type ScopeData,
  type TemplateContext,
  type XmlNode,
} from 'easy-template-x'

/**
 * Where the braces that open or close a passage are all that stands in a paragraph, the paragraph goes with them: they
 * move into the paragraph beside them, and whole paragraphs are repeated. Otherwise each list would leave empty lines.
 */
export class WholeParagraphs extends TemplateExtension {
  async execute(_data: ScopeData, { currentPart }: TemplateContext): Promise<void> {
    const alone = paragraphsIn(await currentPart.xmlRoot())
      .map((paragraph) => ({ paragraph, mark: /^\{\s*([#/])[^{}]*\}$/.exec(textOf(paragraph).trim())?.[1] }))
      .filter(({ mark }) => mark !== undefined)
    // Opened in reverse, so that of two in a row the inner one moves first and stays inside; closed in order.
    for (const { paragraph } of alone.filter(({ mark }) => mark === '#').toReversed()) {
      overParagraphs(paragraph)
      const next = paragraph.nextSibling
      if (next && officeMarkup.query.isParagraphNode(next)) prepend(paragraph, next)
    }
    for (const { paragraph } of alone.filter(({ mark }) => mark === '/')) {
      const previous = before(paragraph)
      if (previous && officeMarkup.query.isParagraphNode(previous)) append(paragraph, previous)
    }
  }
}

const childrenOf = (node: XmlNode): XmlNode[] => node.childNodes ?? []
function paragraphsIn(node: XmlNode): XmlNode[] {
  const below = childrenOf(node).flatMap(paragraphsIn)
  return officeMarkup.query.isParagraphNode(node) ? [node, ...below] : below
}
const textsIn = (node: XmlNode): XmlNode[] => (xml.query.isTextNode(node) ? [node] : childrenOf(node).flatMap(textsIn))
const contentOf = (node: XmlNode) => (xml.query.isTextNode(node) ? node.textContent : '')
const textOf = (paragraph: XmlNode) => textsIn(paragraph).map(contentOf).join('')
const before = (node: XmlNode) => childrenOf(node.parentNode ?? node).find((one) => one.nextSibling === node)

/** Tells the reader of templates to repeat whole paragraphs. */
function overParagraphs(paragraph: XmlNode) {
  const end = textsIn(paragraph).findLast((one) => contentOf(one).includes('}'))
  if (end && xml.query.isTextNode(end)) end.textContent = end.textContent.replace('}', ' [loopOver: "paragraph"]}')
}

const runsOf = (paragraph: XmlNode) =>
  childrenOf(paragraph).filter((one) => !officeMarkup.query.isParagraphPropertiesNode(one))

function prepend(paragraph: XmlNode, target: XmlNode) {
  const properties = officeMarkup.query.findParagraphPropertiesNode(target)
  // Without properties it is found nowhere, at -1.
  let place = childrenOf(target).indexOf(properties) + 1
  for (const run of runsOf(paragraph)) {
    xml.modify.remove(run)
    xml.modify.insertChild(target, run, place++)
  }
  xml.modify.remove(paragraph)
}

function append(paragraph: XmlNode, target: XmlNode) {
  for (const run of runsOf(paragraph)) {
    xml.modify.remove(run)
    xml.modify.appendChild(target, run)
  }
  xml.modify.remove(paragraph)
}
