import { z } from 'zod'
import { formStatement } from './form.sql.ts'
import { read, type Floor } from './floor.ts'

const shown = z.looseObject({
  submission: z.record(z.string(), z.unknown()),
  definition: z.unknown(),
  measurements: z.unknown(),
  lines: z.array(z.looseObject({ code: z.string() })),
  evidence: z.array(z.looseObject({ kind: z.string(), actions: z.array(z.string()) })),
})
type FormRow = {
  status: string
  version: number
  lines: { code: string }[] | null
  evidence: { kind: string; criterion: string; number: number }[] | null
}

/**
 * A form, all that lies in tables read anew. What is judged (results, what may be done) and lines nobody has answered
 * are known beforehand, and so is the set, which never changes: nothing of that is worked out here.
 */
export const formFloor: Floor = (known) => {
  const forms = new Map(
    [...known].map(([path, body]) => {
      const { evidence, ...rest } = shown.parse(body)
      const actions = new Map(evidence.map((one) => [one.kind, one.actions]))
      return [path, { ...rest, actions }] as const
    }),
  )
  return async (pool, path) => {
    const [row] = await read<FormRow>(pool, 'form', formStatement, [path.split('/')[2]])
    const standing = forms.get(path)
    if (!row || !standing) return null
    const lines = new Map(row.lines?.map((line) => [line.code, line]))
    return {
      submission: { ...standing.submission, status: row.status, version: row.version },
      definition: standing.definition,
      lines: standing.lines.map((line) => lines.get(line.code) ?? line),
      evidence: (row.evidence ?? []).map((one) => ({
        ...one,
        link: null,
        timing: null,
        onRequest: [],
        code: `[H1-${one.criterion}-${String(one.number).padStart(2, '0')}]`,
        actions: standing.actions.get(one.kind) ?? [],
      })),
      measurements: standing.measurements,
    }
  }
}
