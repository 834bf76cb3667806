import { addressOfPlace, calendarPlace } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { features } from '../../features.ts'

const router = createRouter({ history: createMemoryHistory(), routes: features.flatMap(({ routes }) => [...routes]) })

const id = '00000000-0000-7000-8000-000000000001'

it.each([
  [{ kind: 'plan', campaignId: id }, 'campaign-plan'],
  [{ kind: 'delivery', milestoneId: id, unitId: id, deliverable: 'website-link' }, 'delivery'],
  [{ kind: 'deliveries', milestoneId: id }, 'deliveries'],
  [{ kind: 'received', milestoneId: id }, 'deliveries'],
  [{ kind: 'form', submissionId: id }, 'submission-form'],
  [{ kind: 'file', submissionId: id }, 'submission'],
  [{ kind: 'files', campaignId: id, assessorUnitId: id }, 'submissions'],
  [{ kind: 'training', sessionId: id }, 'training'],
  [{ kind: 'team-visits', teamId: id }, 'team-visits'],
  [{ kind: 'file-visits', submissionId: id }, 'submission-visits'],
])('the address of %j in a calendar is that of the page %s', (place, name) => {
  expect(router.resolve(addressOfPlace(calendarPlace.parse(place))).name).toBe(name)
})
