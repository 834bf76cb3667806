import { checkKeys, type CheckItem } from '@thuoc/shared'

// What a body checks on receipt, while it is being arranged. Each change gives a new list.

/** As many as one list takes. */
export const mostItems = 60
export const longestText = 300

/** The list with the item at `at` moved by one place; itself where it cannot move. */
export function moveItem(items: readonly CheckItem[], at: number, by: 1 | -1): CheckItem[] {
  const to = at + by
  const one = items[at]
  if (one === undefined || to < 0 || to >= items.length) return [...items]
  return items.toSpliced(at, 1).toSpliced(to, 0, one)
}

/** With one more of one's own, still without words, under a key that none has. */
export function addOwn(items: readonly CheckItem[]): CheckItem[] {
  const taken = new Set(items.map(({ key }) => key))
  let number = 1
  while (taken.has(`own-${number}`)) number += 1
  return [...items, { key: `own-${number}`, text: '' }]
}

/** Those of the standard list that are left out. */
export const leftOut = (items: readonly CheckItem[]) =>
  checkKeys.filter((key) => items.every((item) => item.key !== key))

export const isWorded = ({ text }: CheckItem): boolean => text === null || text.trim().length > 0

/** It can be kept: something is checked, and every item says what. */
export const isWhole = (items: readonly CheckItem[]): boolean => items.length > 0 && items.every(isWorded)

export const isSame = (one: readonly CheckItem[], other: readonly CheckItem[]): boolean =>
  one.length === other.length &&
  one.every(({ key, text }, at) => key === other[at]?.key && (text?.trim() ?? null) === other[at].text)
