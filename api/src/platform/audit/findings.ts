/** A column in which a row is not what the record says. */
export type Difference = { column: string; recorded: unknown; found: unknown }

/** Where something stands in the record; `at` as `2026-11-22T10:15:00.123456Z`. */
export type Place = { chain: string; number: number; table: string; key: string; at: string }

/** What the verifier can find. `last`: the last entry about the row, since which it was altered. */
export type Finding =
  | ({ kind: 'entry-altered' } & Place)
  | { kind: 'entries-missing'; chain: string; from: number; to: number }
  | { kind: 'tail-missing'; chain: string; recorded: number; found: number }
  | { kind: 'head-differs'; chain: string; number: number }
  | { kind: 'head-missing'; chain: string }
  | { kind: 'row-differs'; last: Place; differences: Difference[] }
  | { kind: 'row-missing'; last: Place }
  | { kind: 'row-unknown'; table: string; key: string }
  /** Found out by a later change: what it replaced was not what the record knew. */
  | { kind: 'row-differed'; last: Place; next: Place; differences: Difference[] }
  | { kind: 'anchor-altered'; anchor: number; at: string }
  | { kind: 'anchors-missing'; from: number; to: number }
  | { kind: 'anchored-differs'; chain: string; number: number; anchor: number; at: string }
  | { kind: 'anchor-unexpected'; anchor: number; expected: string; found: string | null }
  | { kind: 'not-followed'; table: string }
