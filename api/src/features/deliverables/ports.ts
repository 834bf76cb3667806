import type { CampaignId, ResponsiblePersons, UnitId } from '@thuoc/shared'
import type { Db, Queryable } from '../../platform/db/client.ts'
import type { LinkChecker } from '../../platform/links/link-check.ts'

/** A training session that a unit attended, as a report names it. */
export type AttendedTraining = { title: string; day: string; attendees: number }

/** What this feature is told by others. */
export type DeliverablePorts = {
  db: Db
  now: () => Date
  checkLink: LinkChecker
  personsOf: (db: Queryable, unitId: UnitId) => Promise<ResponsiblePersons>
  trainingOf: (db: Queryable, unitId: UnitId, campaignId: CampaignId) => Promise<AttendedTraining[]>
}
