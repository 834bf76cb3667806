/** So many days from now, as the API writes moments; whole seconds. */
export const inDays = (days: number): string =>
  new Date(Math.floor(Date.now() / 1000 + days * 86_400) * 1000).toISOString()

/** The body of a session in three days, to which every school of the branch is invited. */
export const aTraining = (over: object = {}) => ({
  campaignId: null,
  title: 'Tập huấn đánh giá mức độ chuyển đổi số',
  startsAt: inDays(3),
  endsAt: inDays(3.2),
  form: 'both',
  place: 'Hội trường A',
  link: 'https://example.org/phong-hop',
  sites: [],
  topics: 'Tổng quan Bộ chỉ số\nHướng dẫn triển khai',
  links: [{ title: 'Tài liệu', url: 'https://example.org/tai-lieu' }],
  invitation: { unitTypes: ['primary', 'lower-secondary'], withinUnitIds: [], unitIds: [] },
  ...over,
})
