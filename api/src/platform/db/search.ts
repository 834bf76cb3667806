/** Makes text of a user part of a `LIKE` pattern: `%`, `_` and `\` stand for themselves. */
export const likeEscape = (text: string) => text.replace(/[\\%_]/g, String.raw`\$&`)

/** The words of a search, each of which must occur: `"Trường  minh"` → `['%Trường%', '%minh%']`. */
export const likeWords = (text: string) =>
  text
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, 10)
    .map((word) => `%${likeEscape(word)}%`)
