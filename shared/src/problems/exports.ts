import type { Refusal } from './refusal.ts'

/** Files that are made behind the screen. */
export const exportsProblems = {
  'export.not-found': { status: 404, title: 'No such export' },
  'export.not-ready': { status: 409, title: 'The file is not there yet' },
  'export.not-yours': { status: 403, title: 'What this file tells of is not yours to see any more' },
  'export.too-many': { status: 409, title: 'Twenty exports of yours are being made; wait for one or stop it' },
  'export.people-only': { status: 409, title: 'Exports are made for people, who are told when they are done' },
} as const satisfies Record<string, Refusal>
