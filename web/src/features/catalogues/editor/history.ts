/** What was, what is, and what was taken back; a stretch of typing in one field is one step. */
export type History<S> = {
  past: readonly S[]
  present: S
  future: readonly S[]
  /** Which stretch the last step belongs to, and when it was last added to, in milliseconds. */
  stretch: { mark: string; at: number } | null
}

const longest = 300
/** A pause that ends a stretch, in milliseconds. */
const pause = 1200

export const begin = <S>(present: S): History<S> => ({ past: [], present, future: [], stretch: null })

/**
 * Takes a new state. Steps with the same mark that follow each other without a pause become one.
 * @param mark the field that is typed in; null for what is a step of its own
 */
export function commit<S>(history: History<S>, next: S, mark: string | null, now: number): History<S> {
  const { past, present, stretch } = history
  if (next === present) return history
  const goesOn = mark !== null && stretch?.mark === mark && now - stretch.at < pause
  return {
    past: goesOn ? past : [...past, present].slice(-longest),
    present: next,
    future: [],
    stretch: mark === null ? null : { mark, at: now },
  }
}

export function undo<S>(history: History<S>): History<S> {
  const before = history.past.at(-1)
  if (before === undefined) return history
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    stretch: null,
  }
}

export function redo<S>(history: History<S>): History<S> {
  const [next, ...future] = history.future
  if (next === undefined) return history
  return { past: [...history.past, history.present], present: next, future, stretch: null }
}
