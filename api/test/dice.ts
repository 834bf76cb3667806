/** The same each time, and different from one seed to the next. */
export function dice(seed: number) {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

export const pick = <One>(roll: (sides: number) => number, those: readonly One[]): One => {
  const one = those[roll(those.length)]
  if (one === undefined) throw new Error('Nothing to choose from')
  return one
}
