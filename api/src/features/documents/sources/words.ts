import type { CouncilDuty } from '@thuoc/shared'

/** Words that stand in documents, whatever language their maker reads the screens in: an official paper is Vietnamese. */
export const councilDutyWords: Record<CouncilDuty, string> = {
  chairperson: 'Chủ tịch Hội đồng',
  deputy: 'Phó Chủ tịch Hội đồng',
  secretary: 'Thư ký Hội đồng',
  member: 'Thành viên',
}

/** A number in an official text has two figures. */
export const twoFigures = (count: number) => String(count).padStart(2, '0')

/** `2026-03-05` as people write it. */
export const writtenDate = (day: string) => day.split('-').toReversed().join('/')

/** Lines of a text that say something, each a paragraph of its own; at least one with room to write in. */
export function paragraphsOf(text: string): { text: string }[] {
  const said = text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return (said.length > 0 ? said : [dots]).map((line) => ({ text: line }))
}
/** Room that a hand fills in. */
export const dots = '……………'

/** Quyền hạn, chức vụ: whoever signs in the place of another says so (Nghị định 30/2020/NĐ-CP, Điều 13). */
export function capacityOf(office: string, standsFor: { office: string | null } | null): string {
  const own = office.toLocaleUpperCase('vi')
  if (!standsFor || own.startsWith('KT.')) return own
  return `KT. ${(standsFor.office ?? 'Thủ trưởng').toLocaleUpperCase('vi')}\n${own}`
}
