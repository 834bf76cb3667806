import type { TrainingEvent, TrainingForm, TrainingSite } from '@thuoc/shared'

/** A session as a letter tells of it. */
export type SessionTold = {
  id: string
  title: string
  organiser: string
  startsAt: Date
  endsAt: Date
  form: TrainingForm
  place: string
  link: string | null
  sites: readonly Pick<TrainingSite, 'name' | 'address'>[]
}
export type LetterKind = 'training-invited' | 'training-changed' | 'training-cancelled'

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Ho_Chi_Minh',
  ...({ day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit' } as const),
})

/** `08:30 03/12/2026`, in Vietnam. */
export const momentText = (at: Date) => clock.format(at).split(', ').toReversed().join(' ')

/** Sites in one line, as the record of a change keeps them. */
export const sitesText = (sites: SessionTold['sites']) =>
  sites.map(({ name, address }) => (address === '' ? name : `${name} (${address})`)).join('; ')

const forms: Record<TrainingForm, string> = {
  'in-person': 'trực tiếp',
  online: 'trực tuyến',
  both: 'trực tiếp và trực tuyến',
}
const isForm = (text: string): text is TrainingForm => Object.hasOwn(forms, text)

/** A value as it was before a change, in the words of the letter. */
function before(field: string, was: string | null): string {
  if (was === null || was === '') return 'chưa có'
  if (field === 'startsAt' || field === 'endsAt') return momentText(new Date(was))
  return isForm(was) ? forms[was] : was
}

function factsOf(session: SessionTold, changes: TrainingEvent['changes']): string {
  const { startsAt, endsAt, form, place, link, sites } = session
  const lines: [field: string, name: string, value: string][] = [
    ['startsAt', 'Bắt đầu', momentText(startsAt)],
    ['endsAt', 'Kết thúc', momentText(endsAt)],
    ['form', 'Hình thức', forms[form]],
    ['place', 'Địa điểm', place],
    ['sites', 'Điểm cầu', sitesText(sites)],
    ['link', 'Phòng họp trực tuyến', link ?? ''],
  ]
  return lines
    .filter(([field, , value]) => value !== '' || field in changes)
    .map(([field, name, value]) => {
      const was = changes[field]
      return `- ${name}: ${value === '' ? 'bỏ' : value}${was ? ` (trước: ${before(field, was[0])})` : ''}`
    })
    .join('\n')
}

const subjects: Record<LetterKind, (title: string) => string> = {
  'training-invited': (title) => `Mời dự tập huấn: ${title}`,
  'training-changed': (title) => `Thay đổi lịch tập huấn: ${title}`,
  'training-cancelled': (title) => `Huỷ buổi tập huấn: ${title}`,
}

type Told = { changes: TrainingEvent['changes']; reason: string }
const bodies: Record<LetterKind, (session: SessionTold, told: Told) => string[]> = {
  'training-invited': (session) => [
    `${session.organiser} mời đơn vị dự buổi tập huấn “${session.title}”.`,
    factsOf(session, {}),
    `Xem nội dung và đăng ký người dự: {address}/tap-huan/${session.id}`,
  ],
  'training-changed': (session, { changes }) => [
    `Buổi tập huấn “${session.title}” do ${session.organiser} tổ chức có thay đổi. Lịch mới:`,
    factsOf(session, changes),
    `Danh sách đã đăng ký vẫn giữ nguyên. Xem hoặc sửa: {address}/tap-huan/${session.id}`,
  ],
  'training-cancelled': (session, { reason }) => [
    `Buổi tập huấn “${session.title}” do ${session.organiser} tổ chức, dự kiến ${momentText(session.startsAt)}, không diễn ra.`,
    `Lý do: ${reason}`,
    `Xem: {address}/tap-huan/${session.id}`,
  ],
}

/** What people of an invited unit read by e-mail. A letter is a document of the office, so it is in Vietnamese. */
export const trainingLetter = (kind: LetterKind, unitName: string, session: SessionTold, told: Told) => ({
  subject: subjects[kind](session.title),
  text: [`Kính gửi: ${unitName}`, ...bodies[kind](session, told)].join('\n\n'),
})
