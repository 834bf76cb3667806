import { paragraph, type Block, type Layout } from '../../../../platform/documents/index.ts'
import { numbered, signed } from '../parts.ts'

const where = (list: string, ...blocks: Block[]): Block => ({ kind: 'each', list, blocks })

/** Quyết định về đoàn đánh giá ngoài: members with their tasks, and where they go when, as annexes. */
export const teamDecision: Layout = {
  orientation: 'portrait',
  masthead: numbered,
  title: 'QUYẾT ĐỊNH',
  subject: '{trích yếu}',
  blocks: [
    paragraph('{thẩm quyền ban hành}', 'center'),
    paragraph('Căn cứ {bộ chỉ số};', 'basis'),
    paragraph('Căn cứ kế hoạch “{tên đợt đánh giá}”;', 'basis'),
    paragraph('Xét yêu cầu đánh giá ngoài mức độ chuyển đổi số năm học {năm học}.', 'basis'),
    paragraph('QUYẾT ĐỊNH:', 'center'),
    where(
      'là quyết định thành lập',
      paragraph(
        '**Điều 1.** Thành lập {tên đoàn} gồm {số thành viên} thành viên, do ông (bà) {trưởng đoàn} làm Trưởng đoàn (danh sách kèm theo).',
      ),
    ),
    where(
      'là quyết định thay đổi',
      paragraph(
        '**Điều 1.** Thay đổi {tên đoàn}. Lý do: {lý do}. Đoàn gồm {số thành viên} thành viên, do ông (bà) {trưởng đoàn} làm Trưởng đoàn (danh sách kèm theo).',
      ),
    ),
    where('là quyết định giải thể', paragraph('**Điều 1.** Giải thể {tên đoàn}. Lý do: {lý do}.')),
    where(
      'là quyết định giải thể',
      paragraph(
        '**Điều 2.** Các thành viên bàn giao đầy đủ hồ sơ, tài liệu cho {tên đơn vị} trước khi kết thúc nhiệm vụ.',
      ),
    ),
    where(
      'là quyết định thành lập',
      paragraph(
        '**Điều 2.** Đoàn thẩm định hồ sơ, làm việc tại các đơn vị được giao, chấm điểm từng tiêu chí, lập biên bản và báo cáo kết quả; Trưởng đoàn phân công công việc và chịu trách nhiệm về kết luận của Đoàn. Đoàn tự giải thể khi hoàn thành nhiệm vụ.',
      ),
    ),
    where(
      'là quyết định thay đổi',
      paragraph(
        '**Điều 2.** Đoàn tiếp tục thẩm định hồ sơ, làm việc tại các đơn vị được giao, chấm điểm từng tiêu chí, lập biên bản và báo cáo kết quả.',
      ),
    ),
    paragraph(
      '**Điều 3.** Các bộ phận có liên quan, các đơn vị được đánh giá và các ông (bà) có tên trong danh sách chịu trách nhiệm thi hành Quyết định này. Quyết định có hiệu lực kể từ ngày ký./.',
    ),
    {
      kind: 'annex',
      title: 'DANH SÁCH THÀNH VIÊN VÀ PHÂN CÔNG NHIỆM VỤ',
      subject: '(Kèm theo Quyết định số {số, ký hiệu} của {tên đơn vị})',
      blocks: [
        {
          kind: 'table',
          list: 'thành viên',
          columns: [
            { title: 'TT', width: 1, text: '{stt}', align: 'center' },
            { title: 'Họ và tên', width: 3.5, text: '{họ và tên}' },
            { title: 'Chức vụ, đơn vị công tác', width: 4, text: '{chức vụ} – {đơn vị công tác}' },
            { title: 'Nhiệm vụ', width: 2.2, text: '{nhiệm vụ trong đoàn}' },
            { title: 'Phân công', width: 4.5, text: '{phân công}' },
          ],
        },
        where('đã giao đơn vị', paragraph('Các đơn vị được đánh giá và lịch làm việc', 'section'), {
          kind: 'table',
          list: 'đơn vị được đánh giá',
          columns: [
            { title: 'TT', width: 1, text: '{stt}', align: 'center' },
            { title: 'Đơn vị', width: 4.5, text: '{tên trường}' },
            { title: 'Phụ trách', width: 3, text: '{phụ trách}' },
            { title: 'Thẩm định hồ sơ', width: 3, text: '{thẩm định hồ sơ}' },
            { title: 'Làm việc tại đơn vị', width: 3.7, text: '{làm việc tại trường}' },
          ],
        }),
      ],
    },
  ],
  signatures: signed,
}
