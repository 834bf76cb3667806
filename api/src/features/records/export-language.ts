/** What the readable page of an archive says itself; tables, columns and values have the words of the record. */
export type ExportWords = {
  /** States of a file, and of the lists on which it stood. */
  status: Readonly<Record<string, string>>
  /** Steps of the procedure. */
  action: Readonly<Record<string, string>>
  /** Tables that are not under the record, and are in an export for what hangs on them. */
  tables: Readonly<Record<string, string>>
  change: Record<'begin' | 'insert' | 'update' | 'delete', string>
  /** The way to the page in the other language. */
  other: { to: string; file: string }
  title: (unit: string, campaign: string) => string
  made: (by: string, at: string) => string
  shown: (count: number) => string
} & Record<'formHeads' | 'evidenceHeads' | 'timelineHeads' | 'rowHeads' | 'recordHeads', string[]> &
  Record<
    | ('point' | 'yes' | 'no' | 'met' | 'unmet' | 'choice' | 'items')
    | ('year' | 'set' | 'assessor' | 'state' | 'since' | 'round' | 'self' | 'external' | 'recognised')
    | ('form' | 'evidence' | 'left' | 'infected' | 'waiting' | 'timeline' | 'decisions' | 'scans')
    | ('record' | 'entries' | 'anchor' | 'hidden' | 'nothing'),
    string
  >
