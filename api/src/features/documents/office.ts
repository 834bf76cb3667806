import {
  abbreviationOf,
  documentFacts,
  placeOf,
  standardSymbol,
  symbolOf,
  type OfficialDocumentKind,
  type DocumentType,
} from '@thuoc/shared'
import type { OfficeRow, SettingsRow } from './settings.repository.ts'
import type { Collected, Signer } from './source.ts'

/** The number that a version got from the register of its unit. */
export type Numbering = { number: number; signedOn: string }
export type Office = { unit: OfficeRow; settings: SettingsRow | null; head: Signer | null }

/** What the system takes where a unit has set nothing. */
export const standardOf = (unit: OfficeRow) => ({
  superior: unit.parentName ?? '',
  issuer: unit.name,
  abbreviation: abbreviationOf(unit.name),
  place: placeOf(unit.name) || placeOf(unit.parentName ?? ''),
  symbol: standardSymbol,
})

/** Whoever heads a unit whose office nobody has entered (source 004, Phụ lục I). */
const headOfUnit = 'THỦ TRƯỞNG ĐƠN VỊ'

/** Room that a hand fills in. */
const dots = '……'

/** Ngày, tháng, năm as the decree writes them: two figures for days and for January and February. */
export function writtenDay(day: string | null, year: number): string {
  if (day === null) return `ngày ${dots} tháng ${dots} năm ${year}`
  const [y = '', m = '', d = ''] = day.split('-')
  return `ngày ${d} tháng ${Number(m) < 3 ? m : Number(m)} năm ${y}`
}

const upper = (text: string) => text.toLocaleUpperCase('vi')

/** Everything around the content: who issues it, above whom, number, place and date, who signs. */
export function aroundOf(
  kind: OfficialDocumentKind,
  collected: Collected,
  { unit, settings, head }: Office,
  { numbering, year }: { numbering: Numbering | null; year: number },
) {
  const standard = standardOf(unit)
  const abbreviation = settings?.abbreviation ?? standard.abbreviation
  const type: DocumentType | null = documentFacts(kind).numbered
  const registered =
    type === null
      ? ''
      : symbolOf(settings?.symbols[type] ?? standardSymbol, {
          ...{ number: numbering?.number ?? null, type, abbreviation, year },
        })
  const signer = collected.signer ?? head
  const place = settings?.place ?? standard.place
  const signedOn = numbering?.signedOn ?? collected.signedOn
  return {
    superior: upper(settings?.superior ?? standard.superior),
    issuer: upper(settings?.issuer ?? standard.issuer),
    unitName: unit.name,
    symbol: collected.symbol ?? registered,
    placeAndDate: `${place || dots}, ${writtenDay(signedOn, year)}`,
    schoolYear: collected.campaign.schoolYear.replace('-', '–'),
    campaignTitle: collected.campaign.title,
    capacity: signer && signer.capacity !== '' ? signer.capacity : headOfUnit,
    signatory: signer?.name ?? '',
    recipients: collected.recipients,
  }
}
