import { about as aboutShape, evidenceNote, evidenceTitle, nothingAbout, type About } from '@thuoc/shared'
import { z } from 'zod'

/** What is said of a piece of evidence before it is one. */
export type Draft = { title: string; note: string; about: About }

/** A title from the name of a file, without its ending. */
export const titleOf = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\.[\p{L}\d]{1,5}$/u, '')
    .replace(/_+/g, ' ')
    .trim()
    .slice(0, 300) || name.slice(0, 300)

export const draftOf = (name: string): Draft => ({ title: titleOf(name), note: '', about: { ...nothingAbout } })

export const draftShape = z.object({ title: evidenceTitle, note: evidenceNote, about: aboutShape })

/** What a photograph says of itself is entered where nobody has written anything. */
export function presetFromPhoto({ about }: Draft, takenOn: string | null) {
  if (takenOn === null || about.issuedOn !== null) return
  about.issuedOn = takenOn
  about.documentKind ??= 'photograph'
}
