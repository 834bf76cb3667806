import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clamdProgram, eicar, startClamd, type RunningClamd } from '../../../test/clamd.ts'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { drawn, landscape, lying, notes, secrets } from '../../../test/pictures.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { addressOf, aSchool, partSender, sentWhole, uploader } from '../../../test/uploads.ts'
import { fileKey, localFiles } from '../../platform/files.ts'
import { allFileTypes, fileTypesNamed } from '../../platform/known-file-types.ts'
import { clamd, ScannerUnavailable, type Scanner } from '../../platform/scanner/index.ts'
import type { IntakeSettings } from './intake.ts'
import { scanWaiting } from './waiting-scans.ts'

const settings: IntakeSettings = { fileTypes: allFileTypes, scanner: null }
const tester = testApi({ intake: settings })
const { api, as } = tester
const upload = uploader(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)
const bytesOf = async (person: Person, added: { files: { id: string }[] }) => {
  const { url } = await ok(addressOf(person, added))
  return Buffer.from(await (await fetch(`${api.url}${url}`)).arrayBuffer())
}

describe('a photograph from a telephone', () => {
  it('is kept upright, without its place, however it came in', async () => {
    const { staff, file } = await newSchool()
    const taken = await drawn(lying(landscape(96, 64), 6))
      .withExif(notes(6))
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 95 })
      .toBuffer()
    expect(taken.includes(secrets.camera)).toBe(true)
    const { body } = await upload(staff, file, taken, 'IMG_0001.jpg')
    const [id = ''] = await sentWhole(tester)(staff, [taken])
    const { arrived } = await ok(staff.get(`/uploads/${id}`))
    expect(arrived).toMatchObject({ mediaType: 'image/jpeg', takenOn: '2026-11-20' })
    const path = `/campaign-units/${file.campaignUnitId}/evidence/uploads`
    const inParts = await ok(staff.post(path, { criterion: '2.2', uploads: [id] }))
    for (const added of [body, inParts]) {
      const kept = await bytesOf(staff, added)
      expect([secrets.camera, secrets.owner, 'GPS'].filter((text) => kept.includes(text))).toEqual([])
      expect(await sharp(kept).metadata()).toMatchObject({ width: 96, height: 64 })
    }
    expect(inParts.files[0].sha256).toBe(arrived.sha256)
  })

  it('that is damaged is refused, and leaves nothing', async () => {
    const { staff, file } = await newSchool()
    const broken = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff]), Buffer.alloc(40)])
    expect(await upload(staff, file, broken, 'a.jpg')).toMatchObject({
      status: 415,
      body: { code: 'evidence.picture-broken' },
    })
  })
})

it('takes only what the administrator lets in', async () => {
  const { staff, file } = await newSchool()
  settings.fileTypes = fileTypesNamed('jpg,png').taken
  try {
    expect(await upload(staff, file, pdf(), 'a.pdf')).toMatchObject({
      status: 415,
      body: { code: 'evidence.type-refused' },
    })
  } finally {
    settings.fileTypes = allFileTypes
  }
  expect((await upload(staff, file, pdf(), 'a.pdf')).status).toBe(200)
})

describe.skipIf(clamdProgram === null)('where a scanner is set up', () => {
  let daemon: RunningClamd
  beforeAll(async () => {
    daemon = await startClamd()
    settings.scanner = clamd({ address: { path: daemon.path } })
  })
  afterAll(async () => {
    settings.scanner = null
    await daemon.stop()
  })
  const infected = Buffer.from(eicar)

  it('an infected file is refused in one piece, and cannot be handed in when it came in parts', async () => {
    const { staff, file } = await newSchool()
    expect(await upload(staff, file, infected, 'ke-hoach.txt')).toMatchObject({
      status: 409,
      body: { code: 'evidence.infected' },
    })
    const announced = { name: 'ke-hoach.txt', size: infected.length }
    const { id } = await ok(staff.post(`/units/${staff.unit.id}/uploads`, announced))
    expect((await partSender(tester)(staff, id, { offset: 0, content: infected })).status).toBe(204)
    expect((await ok(staff.get(`/uploads/${id}`))).arrived.scan).toBe('infected')
    const path = `/campaign-units/${file.campaignUnitId}/evidence/uploads`
    expect(await staff.post(path, { criterion: '1.1', uploads: [id] })).toMatchObject({
      status: 409,
      body: { code: 'evidence.infected' },
    })
    expect((await upload(staff, file, pdf(), 'sach.pdf')).body).toMatchObject({ files: [{ scan: 'clean' }] })
  })

  it('what came in while it was away waits, is shown to its unit alone, and is looked at later', async () => {
    const { staff, file, unit } = await newSchool()
    const officer = await as('managing-body-officer', api.world.commune)
    const head = await as('school-head', unit)
    const colleague = await as('school-staff', unit)
    settings.scanner = clamd({ address: { path: `${daemon.path}-gone` } })
    const clean = (await upload(staff, file, pdf('chờ'), 'cho.pdf')).body
    const bad = (await upload(staff, file, infected, 'xau.txt')).body
    settings.scanner = clamd({ address: { path: daemon.path } })
    expect(clean).toMatchObject({ files: [{ scan: 'waiting' }] })
    expect(await addressOf(officer, clean)).toMatchObject({ status: 409, body: { code: 'evidence.not-scanned' } })
    expect((await bytesOf(staff, clean)).equals(pdf('chờ'))).toBe(true)

    const ports = { db: api.db, files: await localFiles(api.filesFolder), now: () => new Date() }
    const away = clamd({ address: { path: `${daemon.path}-gone` } })
    expect(await scanWaiting({ ...ports, scanner: away })).toBe(0)
    expect(await scanWaiting({ ...ports, scanner: settings.scanner })).toBe(2)
    const told = async (person: Person) => (await ok(person.get('/notices'))).items
    const values = { name: 'xau.txt', submissionId: file.id, criterion: '1.1' }
    for (const person of [staff, head])
      expect(await told(person)).toMatchObject([{ kind: 'evidence-infected', values }])
    expect(await told(colleague)).toEqual([])
    expect((await bytesOf(officer, clean)).equals(pdf('chờ'))).toBe(true)
    for (const person of [staff, officer])
      expect(await addressOf(person, bad)).toMatchObject({ status: 409, body: { code: 'evidence.infected' } })
    const { items } = await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))
    expect(items.map(({ files }: { files: { scan: string }[] }) => files[0]?.scan)).toEqual(['clean', 'infected'])
  })
  it('what it alone cannot manage, or what is gone, holds up nobody; known once, the content is known everywhere', async () => {
    const [one, other] = [await newSchool(), await newSchool()]
    const away = clamd({ address: { path: `${daemon.path}-gone` } })
    settings.scanner = away
    const hard = (await upload(one.staff, one.file, pdf('khó'), 'kho.pdf')).body
    const gone = (await upload(one.staff, one.file, pdf('mất'), 'mat.pdf')).body
    const [here, there] = [
      (await upload(one.staff, one.file, infected, 'a.txt')).body,
      (await upload(other.staff, other.file, infected, 'b.txt')).body,
    ]
    settings.scanner = clamd({ address: { path: daemon.path } })
    const files = await localFiles(api.filesFolder)
    const { sha256 } = fileOf(await ok(one.staff.get(`/evidence-pieces/${gone.pieceId}`)))
    await files.remove(fileKey(one.unit.id, sha256))
    const real = settings.scanner
    const choking: Scanner = {
      version: real.version,
      scan: async (path) => {
        if ((await readFile(path)).equals(pdf('khó'))) throw new ScannerUnavailable('too much for it')
        return real.scan(path)
      },
    }
    expect(await scanWaiting({ db: api.db, files, now: () => new Date(), scanner: choking })).toBe(1)
    const stateOf = async ({ staff }: { staff: Person }, { pieceId }: { pieceId: string }) =>
      fileOf(await ok(staff.get(`/evidence-pieces/${pieceId}`))).scan
    expect([await stateOf(one, hard), await stateOf(one, gone)]).toEqual(['waiting', 'waiting'])
    expect([await stateOf(one, here), await stateOf(other, there)]).toEqual(['infected', 'infected'])
    expect((await ok(other.staff.get('/notices'))).items).toMatchObject([{ values: { name: 'b.txt' } }])
  })
})

const fileOf = ({ files: [file] }: { files: { sha256: string; scan: string }[] }) => {
  if (!file) throw new Error('A file was handed in')
  return file
}
