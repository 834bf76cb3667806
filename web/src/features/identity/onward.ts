/** Where to go after signing in: the page asked for, but only one of ours. */
export function onward(asked: unknown): string {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : '/'
}
