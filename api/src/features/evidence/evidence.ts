import type { FileAddresses, Holders } from '../../platform/file-addresses.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import type { LinkChecker } from '../../platform/links/link-check.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import type { PartialFiles } from '../../platform/partial-files.ts'
import { createCarryOver } from './carry-over.service.ts'
import { createCopiesService } from './copies.service.ts'
import { createEvidenceService, type Owners } from './evidence.service.ts'
import { createLibraryService } from './library.service.ts'
import { createRegisterExport } from './register-export.service.ts'
import { createRegisterService } from './register.service.ts'
import { createLinkLooks } from './link-looks.service.ts'
import { createIntake, type IntakeSettings } from './intake.ts'
import { createUploadsService, type UploadSettings } from './uploads.service.ts'

/** Where files lie, and how large one, or all those of a unit, may be. */
export type Storage = {
  db: Db
  files: Files
  partial: PartialFiles
  settings: UploadSettings
  intake: IntakeSettings
  /** Looks whether a link can be opened. */
  checkLink: LinkChecker
  now: () => Date
}
export type EvidencePorts = Storage & {
  owners: Owners
  addresses: FileAddresses
  /** Makes PDF of what office programs write; null where no such program is. */
  office: OfficeConverter | null
  /** Whom an address was given to, as they stand now. */
  holders: Holders
}

/** The services of this feature, put together. */
export function createEvidence({
  db,
  files,
  partial,
  settings,
  intake,
  checkLink,
  owners,
  now,
}: Storage & { owners: Owners }) {
  const takeIn = createIntake(intake, now)
  const uploads = createUploadsService({ db, files, partial, settings, takeIn, now })
  const table = createRegisterService({ db, owners, now })
  return {
    uploads,
    table,
    exporting: createRegisterExport({ db, files, owners }),
    register: createEvidenceService({ db, files, owners, uploads, takeIn, now }),
    library: createLibraryService({ db, uploads, room: settings.maxUnitBytes, now }),
    carry: createCarryOver({ db, owners, now }),
    copies: createCopiesService({ db, now }),
    links: createLinkLooks({ db, now, checkLink }),
  }
}
