import type { testApi } from './harness.ts'
import type { File, Form } from './form.ts'
import type { Person } from './road.ts'
import { pdf } from './sample-files.ts'

/** The largest file of these tests, in bytes. */
export const limit = 300_000
/** A PDF of that many bytes. */
export const large = (size: number) => Buffer.concat([pdf(), Buffer.alloc(size - pdf().length, 'x')])

export const codeOf = async (reply: Response): Promise<string> => JSON.parse(await reply.text()).code
export const pathOf = (file: Pick<File, 'campaignUnitId'>) =>
  `/api/v1/campaign-units/${file.campaignUnitId}/evidence/files`

/** Sends files as a browser does. */
export const uploader =
  ({ api }: Pick<ReturnType<typeof testApi>, 'api'>) =>
  async (
    person: Person,
    file: Pick<File, 'campaignUnitId'>,
    content: Buffer,
    name = 'Kế hoạch.pdf',
    fields: object = { criterion: '1.1' },
  ) => {
    const data = new FormData()
    for (const [key, value] of Object.entries(fields)) data.append(key, String(value))
    data.append('file', new Blob([Uint8Array.from(content)]), name)
    const headers = { authorization: `Bearer ${person.token}` }
    const reply = await fetch(`${api.url}${pathOf(file)}`, { method: 'POST', headers, body: data })
    const body: { id: string; code: string; pieceId: string; files: { id: string }[] } = JSON.parse(await reply.text())
    return { status: reply.status, body }
  }

type Part = { offset: number; content: Buffer; signal?: AbortSignal }
/** Sends the next bytes of an announced file, as tus 1.0 has it. */
export const partSender =
  ({ api }: Pick<ReturnType<typeof testApi>, 'api'>) =>
  (person: Person, id: string, { offset, content, signal }: Part) =>
    fetch(`${api.url}/api/v1/uploads/${id}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${person.token}`,
        'content-type': 'application/offset+octet-stream',
        'tus-resumable': '1.0.0',
        'upload-offset': String(offset),
      },
      body: Uint8Array.from(content),
      ...(signal && { signal }),
    })

/** Announces files and sends them whole. */
export const sentWhole =
  (tester: Pick<ReturnType<typeof testApi>, 'api'>) =>
  async (person: Person & { unit: { id: string } }, contents: readonly Buffer[]): Promise<string[]> => {
    const ids: string[] = []
    for (const [at, content] of contents.entries()) {
      const announced = { name: `Tệp ${at + 1}.pdf`, size: content.length }
      const { body } = await person.post(`/units/${person.unit.id}/uploads`, announced)
      const { status } = await partSender(tester)(person, body.id, { offset: 0, content })
      if (status !== 204) throw new Error(`The part was answered ${status}`)
      ids.push(body.id)
    }
    return ids
  }

/** Asks for an address of the first file of a piece. */
export const addressOf = (person: Person, { files: [file] }: { files: { id: string }[] }) =>
  person.post(`/evidence-files/${file?.id}/address`, {})

/** A school of its own, its empty file, and someone who fills it in. */
export async function aSchool({ as }: Pick<ReturnType<typeof testApi>, 'as'>, form: Form) {
  const unit = await form.newSchool()
  return { file: { ...(await form.fileOf(unit)), unit }, staff: await as('school-staff', unit), unit }
}
