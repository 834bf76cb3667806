import {
  areOfOneMind,
  gapsOfSheet,
  leafLinesOf,
  saveAssessorLine,
  type AssessorLine,
  type Leaf,
  type Line,
  type PersonId,
  type TeamSheets,
} from '@thuoc/shared'
import { call, isProblem } from '../../platform/api/client.ts'
import { emptyEntry, type FormSide } from '../submissions/index.ts'
import { externalSide } from './external-side.ts'

type Own = { sheets: () => TeamSheets; me: PersonId; reload: () => Promise<unknown> }

/** A line of the form as the server would show it, were the own sheet its external column. */
const withOwn = (line: Line | undefined, { code, answer, reason, version, savedAt }: AssessorLine): Line => ({
  ...(line ?? { code, answer: emptyEntry.answer, version: 0, savedAt: null, savedBy: null, remark: null }),
  external: { answer, reason, version, savedAt, savedBy: null },
})

/** The own sheet of an assessor, as long as nobody sees those of the others. */
export function sheetSide({ sheets, me, reload }: Own): FormSide {
  const ownOf = (code: string) => sheets().lines.find((line) => line.code === code && line.personId === me)
  return {
    ...externalSide,
    memory: 'sheet',
    read: (line) => {
      // What was just saved comes with the line; what the form holds there is the agreed column, empty as yet.
      if (line?.external && line.external.version > 0) return externalSide.read(line)
      const own = line && ownOf(line.code)
      return externalSide.read(own ? withOwn(line, own) : undefined)
    },
    save: async (id, code, version, entry, signal) => {
      try {
        const saved = await call(
          saveAssessorLine,
          { params: { id, code }, body: { version, ...entry } },
          { signal, waits: false },
        )
        return { line: withOwn(undefined, saved) }
      } catch (error) {
        // What stands there now is asked for next: the sheet has to be the newest.
        if (isProblem(error, 'line.stale')) await reload()
        throw error
      }
    },
    may: () =>
      sheets().mayScore && !sheets().members.some(({ personId, doneAt }) => personId === me && doneAt !== null),
    gaps: ({ form, own }) => gapsOfSheet(form.definition, own),
    // Figures that the system computes are the team's.
    stops: (set) => leafLinesOf(set).filter(({ criterion }) => criterion.kind !== 'aggregate'),
  }
}

/** What each scorer says of a line, the head's first; a member who said nothing of it has no line. */
export const saidOf = ({ members, lines }: TeamSheets, code: string) =>
  members
    .filter(({ scores }) => scores)
    .map((member) => ({
      member,
      line: lines.find((line) => line.code === code && line.personId === member.personId),
    }))

/** Whether the members who score see a line differently. */
export const isDisputed = (sheets: TeamSheets, leaf: Leaf): boolean =>
  sheets.state === 'open' &&
  !areOfOneMind(
    leaf,
    saidOf(sheets, leaf.code).map(({ line }) => line?.answer),
  )
