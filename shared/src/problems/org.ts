import type { Refusal } from './refusal.ts'

/** Units, their changes and what is brought in of them. */
export const orgProblems = {
  'unit.not-found': { status: 404, title: 'No such unit' },
  'unit.code-taken': { status: 409, title: 'This official code is taken' },
  'unit.parent-unfit': { status: 409, title: 'A unit of this type cannot stand under that parent' },
  'unit.stale': { status: 409, title: 'Someone saved a newer version of this unit' },
  'unit.closed': { status: 409, title: 'The unit is closed' },
  'unit-change.not-found': { status: 404, title: 'No such operation on units' },
  'unit-change.wrong-state': { status: 409, title: 'The operation has been carried out or called off already' },
  'unit-change.not-closed': { status: 409, title: 'The unit is not closed' },
  'unit-change.unit-twice': { status: 400, title: 'A unit occurs twice in the operation' },
  'unit-change.tier-unfit': { status: 409, title: 'Units of different tiers cannot take the place of one another' },
  'unit-change.into-own-subtree': { status: 409, title: 'A unit cannot stand under itself' },
  'unit-change.children-left': { status: 409, title: 'Units stand under one that closes; each is named' },
  'unit-change.date-before-last': { status: 409, title: 'The day is before the last change of a unit; each is named' },
  'unit-change.nothing-changes': { status: 400, title: 'The operation changes nothing' },
  'unit-change.files-left': { status: 409, title: 'Files would be left with a body that closes' },
  'unit-change.overtaken': { status: 409, title: 'Something else has happened to these units since' },
  'import.not-found': { status: 404, title: 'No such import' },
  'import.faulty': { status: 409, title: 'The import has faults; each is named in it, nothing was changed' },
  'import.outdated': { status: 409, title: 'What the import would do has changed meanwhile; look at it again' },
  'import.applied': { status: 409, title: 'The import has been carried out; its record stays' },
  'import.file-gone': { status: 404, title: 'The file of this import has been removed' },
} as const satisfies Record<string, Refusal>
