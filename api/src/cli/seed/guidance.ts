import type { GuidanceSave, IndicatorSetId } from '@thuoc/shared'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'

type Note = Omit<GuidanceSave, 'version'> & { by: string; criterion: string }

/** Invented notes, as a province and a managing body would write them beside the official text. */
const notes: readonly Note[] = [
  {
    by: 'so.chuyenvien',
    criterion: '1.3',
    text: 'Nội hàm (minh hoạ): nhà trường có ít nhất một hệ thống LMS/LCMS đang dùng trong năm học; ghi đúng tên giải pháp và hình thức có được. Chức năng mới dùng thử ở một vài lớp thì chỉ tính phần đã triển khai.',
    examples:
      'Đường liên kết tới hệ thống; văn bản cho phép sử dụng hoặc hợp đồng; danh sách lớp học trực tuyến đang hoạt động.',
  },
  {
    by: 'so.chuyenvien',
    criterion: '1.6.1',
    text: 'Nội hàm (minh hoạ): tính giáo viên đang trực tiếp giảng dạy tại thời điểm đánh giá, kể cả giáo viên hợp đồng; không tính cán bộ quản lý và nhân viên.',
    examples: 'Danh sách tài khoản xuất từ hệ thống bồi dưỡng trực tuyến, có ngày xuất.',
  },
  {
    by: 'phong1.chuyenvien',
    criterion: '1.3',
    text: 'Lưu ý của Phòng (minh hoạ): các trường dùng chung hệ thống của Phòng ghi tên hệ thống chung và nêu số lớp của trường mình đang sử dụng.',
    examples: 'Bảng thống kê số lớp, số học sinh đăng nhập trong tháng gần nhất, có xác nhận của nhà trường.',
  },
]

export async function writeGuidance({ services, cast }: { services: Services; cast: Cast }, setId: IndicatorSetId) {
  for (const { by, criterion, text, examples } of notes)
    await services.guidance.save(cast.actor(by), setId, criterion, { version: 0, text, examples })
}
