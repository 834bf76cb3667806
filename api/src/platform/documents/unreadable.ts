/** Why a DOCX of somebody else is not taken in. */
export const templateFlaws = [
  'not-docx',
  'old-word',
  'encrypted',
  'damaged',
  'too-large',
  'has-programs',
  'refers-elsewhere',
  'fetches',
  'embeds',
  'unreadable',
] as const
export type TemplateFlaw = (typeof templateFlaws)[number]

/** A DOCX that the reader of templates cannot take apart, or had better not; `thing` is what it is about in the file. */
export class UnreadableTemplate extends Error {
  readonly flaw: TemplateFlaw
  readonly thing: string
  constructor(flaw: TemplateFlaw, thing = '', cause?: unknown) {
    super(`template ${flaw} ${thing}`.trim(), { cause })
    this.flaw = flaw
    this.thing = thing
  }
}
