/** The values of a list that is typed one a line; undefined where no line says anything. */
export function listed(text: string): string[] | undefined {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length > 0 ? lines : undefined
}

/** What a field shows of a list: the text under the pen while it says the same, so that a new line stays a new line. */
export function shownList(typed: string, list: readonly string[] | undefined): string {
  const said = (list ?? []).join('\n')
  return (listed(typed) ?? []).join('\n') === said ? typed : said
}
