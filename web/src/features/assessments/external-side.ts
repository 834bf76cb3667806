import { gapsOfAssessment, leafLinesOf, refreshExternalAggregates, saveExternalLine, type Answer } from '@thuoc/shared'
import { call } from '../../platform/api/client.ts'
import { emptyEntry, type FormSide } from '../submissions/index.ts'

/** The team's side of the form: beside the school's answers, never over them, with the reason where it differs. */
export const externalSide: FormSide = {
  name: 'external',
  read: (line) => {
    const external = line?.external
    if (!external) return { entry: emptyEntry, version: 0, savedAt: null, savedBy: null }
    const { answer, reason, version, savedAt, savedBy } = external
    return { entry: { answer, reason }, version, savedAt, savedBy }
  },
  save: (id, code, version, entry, signal) =>
    call(saveExternalLine, { params: { id, code }, body: { version, ...entry } }, { signal, waits: false }),
  refresh: (id) => call(refreshExternalAggregates, { params: { id } }),
  may: ({ mayAssess }) => mayAssess,
  stops: leafLinesOf,
  gaps: ({ form, self, own, reasons }) => gapsOfAssessment(form.definition, self, own, reasons),
}

/** To agree is to say the same: value and figures; further fields and the note stay the school's. */
export function agreeWith({ met, score, count, numerator, denominator, choice, items }: Answer): Partial<Answer> {
  return { met, score, count, numerator, denominator, choice, items }
}
