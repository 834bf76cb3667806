import type { Ownership, UnitType } from '@thuoc/shared'
import type { Words } from '../../platform/spreadsheet/words.ts'

export const unitTypeWords: Words<UnitType> = {
  system: ['Toàn hệ thống'],
  province: ['Sở Giáo dục và Đào tạo', 'Sở GDĐT'],
  'district-office': ['Phòng Giáo dục và Đào tạo', 'Phòng GDĐT'],
  'commune-office': ['Phòng Văn hoá – Xã hội', 'Phòng Văn hóa – Xã hội', 'UBND xã'],
  nursery: ['Nhà trẻ'],
  kindergarten: ['Trường mẫu giáo'],
  preschool: ['Trường mầm non'],
  primary: ['Trường tiểu học'],
  'lower-secondary': ['Trường trung học cơ sở', 'Trường THCS'],
  'upper-secondary': ['Trường trung học phổ thông', 'Trường THPT'],
  'multi-level': ['Trường phổ thông nhiều cấp học'],
  'continuing-education': ['Trung tâm giáo dục thường xuyên', 'Trung tâm GDTX'],
  'vocational-continuing-education': [
    'Trung tâm GDNN – GDTX',
    'Trung tâm giáo dục nghề nghiệp – giáo dục thường xuyên',
  ],
}

const { system: _, ...others } = unitTypeWords
/** What can stand in a sheet of units: the root of all is nobody's to add or change. */
export const sheetTypeWords: Words<Exclude<UnitType, 'system'>> = others

export const ownershipWords: Words<Ownership> = {
  public: ['Công lập'],
  'non-public': ['Ngoài công lập', 'Tư thục', 'Dân lập'],
}
