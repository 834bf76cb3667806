import type { CampaignId, NewTraining } from '@thuoc/shared'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'
import { daysAfter } from './calendar.ts'

type Setting = { services: Services; cast: Cast; campaignId: CampaignId; today: string }

/** Two sessions of the province: one that was held and closed, with who came and a question, and one that is coming. */
export async function holdTraining({ services: { training }, cast, campaignId, today }: Setting) {
  const officer = cast.actor('so.chuyenvien')
  const at = (days: number, time: string) => `${daysAfter(today, days)}T${time}:00+07:00`
  const session = (over: Partial<NewTraining>): NewTraining => ({
    ...{ campaignId, title: '', startsAt: at(-10, '08:00'), endsAt: at(-10, '11:30'), form: 'both' },
    ...{ place: 'Hội trường Sở GDĐT tỉnh Minh Hoạ', link: null, links: [] },
    sites: [
      { id: null, name: 'Điểm cầu Sở', address: 'Hội trường Sở GDĐT' },
      { id: null, name: 'Điểm cầu quận Minh Hoạ 1', address: 'Phòng GDĐT quận Minh Hoạ 1' },
    ],
    topics: 'Tổng quan Bộ chỉ số\nHướng dẫn triển khai, tìm minh chứng\nQuản trị dữ liệu trên CSDL ngành\nHỏi đáp',
    invitation: {
      unitTypes: ['district-office', 'commune-office', 'primary', 'lower-secondary', 'upper-secondary'],
      ...{ withinUnitIds: [], unitIds: [] },
    },
    ...over,
  })

  const held = await training.service.create(officer, session({ title: 'Tập huấn tự đánh giá mức độ chuyển đổi số' }))
  const [site] = held.sites
  const came = ['thcs1.hieutruong', 'th1.hieutruong', 'phong1.chuyenvien', 'thpt1.hieutruong', 'thcs2.hieutruong']
  for (const username of came) {
    const person = cast.actor(username)
    const guest = { personId: null, name: 'Ngô Thị Ví Dụ', office: 'Kế toán', siteId: null }
    const own = { personId: person.personId, name: '', office: '', siteId: site?.id ?? null }
    const people = username === 'thcs1.hieutruong' ? [own, guest] : [own]
    const { items } = await training.attendance.register(person, held.id, { people })
    const attended = username !== 'thcs2.hieutruong'
    const marks = items.map((one) => ({ attendeeId: one.id, attended }))
    await training.attendance.mark(officer, held.id, { marks })
  }
  const asker = cast.actor('thcs1.hieutruong')
  const question = await training.questions.ask(asker, held.id, {
    text: 'Tiêu chí 1.3: trường có hai điểm trường thì tính số phòng máy chung hay riêng?',
  })
  const answer = 'Tính chung toàn trường; minh chứng ghi rõ từng điểm trường.'
  await training.questions.answer(officer, question.id, { version: question.version, answer })
  const conclusion = 'Các đơn vị nắm được quy trình, lập kế hoạch tự đánh giá và gửi về trước hạn.'
  await training.service.close(officer, held.id, { version: held.version, conclusion })

  const link = 'https://example.org/phong-hop'
  const coming = { startsAt: at(6, '14:00'), endsAt: at(6, '16:30'), form: 'online' as const, place: '', link }
  const next = session({ ...coming, title: 'Tập huấn chuyên sâu: tìm và sắp xếp minh chứng', sites: [] })
  const { id } = await training.service.create(officer, next)
  const people = [{ personId: asker.personId, name: '', office: '', siteId: null }]
  await training.attendance.register(asker, id, { people })
}
