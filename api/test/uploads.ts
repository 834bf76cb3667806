import type { testApi } from './harness.ts'
import type { File, Form } from './form.ts'
import type { Person } from './road.ts'
import { pdf } from './sample-files.ts'

/** The largest file of these tests, in bytes. */
export const limit = 300_000
/** A PDF of that many bytes. */
export const large = (size: number) => Buffer.concat([pdf(), Buffer.alloc(size - pdf().length, 'x')])

export const codeOf = async (reply: Response): Promise<string> => JSON.parse(await reply.text()).code
export const pathOf = (file: File) => `/api/v1/campaign-units/${file.campaignUnitId}/evidence/files`

/** Sends files as a browser does. */
export const uploader =
  ({ api }: Pick<ReturnType<typeof testApi>, 'api'>) =>
  async (person: Person, file: File, content: Buffer, name = 'Kế hoạch.pdf', fields: object = { criterion: '1.1' }) => {
    const data = new FormData()
    for (const [key, value] of Object.entries(fields)) data.append(key, String(value))
    data.append('file', new Blob([Uint8Array.from(content)]), name)
    const headers = { authorization: `Bearer ${person.token}` }
    const reply = await fetch(`${api.url}${pathOf(file)}`, { method: 'POST', headers, body: data })
    const body: { id: string; code: string } = JSON.parse(await reply.text())
    return { status: reply.status, body }
  }

/** A school of its own, its empty file, and someone who fills it in. */
export async function aSchool({ as }: Pick<ReturnType<typeof testApi>, 'as'>, form: Form) {
  const unit = await form.newSchool()
  return { file: { ...(await form.fileOf(unit)), unit }, staff: await as('school-staff', unit), unit }
}
