/**
 * What can be said about a new password before the server judges it: `short` below twelve characters, `guessable`
 * when it holds the user name or too few different characters, else `good`; null while there is nothing to judge.
 */
export function passwordStrength(text: string, username: string): 'short' | 'guessable' | 'good' | null {
  if (text === '') return null
  if (text.length < 12) return 'short'
  const lower = text.toLowerCase()
  const holdsName = username.length > 2 && lower.includes(username.toLowerCase())
  return holdsName || new Set(lower).size < 6 ? 'guessable' : 'good'
}
