/** One sentence in both languages; `{name}` is filled in. */
export type Bilingual = { vi: string; en: string }
export type ImportWords = {
  /** A sentence for each rule that this kind adds. */
  rules: Readonly<Record<string, Bilingual>>
  /** What its counts and changes are about. */
  subjects: Readonly<Record<string, Bilingual>>
}
