import { documentTypes, standardSymbol, symbolOf, type DocumentSettings, type DocumentType } from '@thuoc/shared'

/** The settings as they are typed: empty is what the system takes by itself. */
export type SettingsDraft = {
  superior: string
  issuer: string
  abbreviation: string
  place: string
  symbols: Partial<Record<DocumentType, string>>
}
export const draftOf = ({ superior, issuer, abbreviation, place, symbols }: DocumentSettings): SettingsDraft => ({
  superior: superior ?? '',
  issuer: issuer ?? '',
  abbreviation: abbreviation ?? '',
  place: place ?? '',
  symbols: { ...symbols },
})

const given = (text = '') => text.trim() || null
/** What is sent for the draft; patterns left empty are not the body’s own. */
export const orderOf = (draft: SettingsDraft) => ({
  superior: given(draft.superior),
  issuer: given(draft.issuer),
  abbreviation: given(draft.abbreviation),
  place: given(draft.place),
  symbols: Object.fromEntries(
    documentTypes.flatMap((type) => {
      const pattern = given(draft.symbols[type])
      return pattern === null ? [] : [[type, pattern]]
    }),
  ),
})

/** What a paper of this type would bear if its number were 12. */
export const exampleSymbol = (draft: SettingsDraft, type: DocumentType, standard: { abbreviation: string }) =>
  symbolOf(given(draft.symbols[type]) ?? standardSymbol, {
    ...{ number: 12, type, year: new Date().getFullYear() },
    abbreviation: given(draft.abbreviation) ?? standard.abbreviation,
  })

export type PatternFault = 'noNumberPlace' | 'tooShort'
/** Why a pattern cannot be used; null where it can, or where the standard one is. */
export function patternFault(pattern = ''): PatternFault | null {
  const text = pattern.trim()
  if (text === '') return null
  if (!text.includes('{số}')) return 'noNumberPlace'
  return text.length < 4 ? 'tooShort' : null
}
