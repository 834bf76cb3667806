/** Why a file is not read as a workbook; the problem of the same name is what people are told. */
export const unreadableReasons = ['not-xlsx', 'not-utf8', 'has-macros', 'encrypted', 'damaged', 'too-large'] as const
export type UnreadableReason = (typeof unreadableReasons)[number]

export class Unreadable extends Error {
  readonly reason: UnreadableReason
  constructor(reason: UnreadableReason, cause?: unknown) {
    super(`spreadsheet.${reason}`, { cause })
    this.reason = reason
  }
}
