import { doneStatuses, outstandingStatuses } from '@thuoc/shared'

/** Statuses as a list's address has them. */
export const outstandingText = outstandingStatuses.join(',')
export const doneText = doneStatuses.join(',')

/** Ways to look at a list, each a part of its filter. */
export type View = { key: string; status: string | undefined; late: boolean }
const view = (key: string, status?: string, late = false): View => ({ key, status, late })

/** For those who hand in … */
export const ownViews = [
  view('wanted', outstandingText),
  view('done', doneText),
  view('late', undefined, true),
  view('all'),
] as const
/** … and for those who receive. */
export const receivedViews = [
  view('to-receive', 'handed-in'),
  view('to-accept', 'handed-in,received'),
  view('missing', outstandingText),
  view('late', undefined, true),
  view('accepted', 'accepted'),
  view('all'),
] as const
