import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writtenDocx, writtenOdt, writtenXlsx } from '../../test/office-files.ts'
import { findLibreOffice, libreOffice, NotConverted } from './office.ts'

const program = findLibreOffice(process.env.LIBREOFFICE)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-office-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function file(content: Buffer | string, name: string = crypto.randomUUID()) {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}
const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )
const ours = async () =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('thuoc-office-') && !name.startsWith('thuoc-office-test-'))

describe.skipIf(program === null)('an Office file', { timeout: 120_000 }, () => {
  const converter = () => libreOffice({ program: program ?? '' })

  async function pdfOf(content: Buffer, extension: string) {
    const converted = await converter().toPdf(await file(content), extension)
    const pdf = await readFile(converted.path)
    await converted.discard()
    expect(await exists(converted.path)).toBe(false)
    return pdf
  }

  it.each([
    ['docx', writtenDocx(['Kế hoạch chuyển đổi số', 'Năm học 2026–2027'])],
    ['xlsx', writtenXlsx({ text: 'Danh sách minh chứng' })],
    ['odt', writtenOdt('<text:p>Biên bản họp</text:p>')],
  ])('becomes a PDF (%s)', async (extension, content) => {
    const pdf = await pdfOf(content, extension)
    expect(pdf.toString('latin1', 0, 5)).toBe('%PDF-')
    expect(lettersIn(pdf)).toBeGreaterThan(8)
  })

  it('is not converted when it is broken, and nothing stays behind', async () => {
    const before = await ours()
    const torn = writtenDocx(['Kế hoạch']).subarray(0, 400)
    await expect(converter().toPdf(await file(torn), 'docx')).rejects.toThrow(NotConverted)
    expect(await ours()).toEqual(before)
  })

  it('fetches nothing from the network, and no other file', async () => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.end('x')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const home = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    const secret = await file('Bi mat cua may chu', 'secret.txt')
    const link = (to: string) =>
      `<text:p><draw:frame svg:width="5cm" svg:height="5cm"><draw:image xlink:href="${to}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>`
    const section = (to: string) =>
      `<text:section text:name="S"><text:section-source xlink:href="${to}" text:filter-name="Text"/><text:p>Trống</text:p></text:section>`

    await pdfOf(writtenOdt(link(`${home}/odt.png`)), 'odt')
    await pdfOf(writtenXlsx({ formula: `_xlfn.WEBSERVICE(&quot;${home}/xlsx&quot;)` }), 'xlsx')
    const plain = lettersIn(await pdfOf(writtenOdt('<text:p>Trống</text:p>'), 'odt'))
    const linked = lettersIn(await pdfOf(writtenOdt(section(`file://${secret}`)), 'odt'))
    server.close()

    expect(asked).toEqual([])
    expect(linked).toBe(plain)
  })
})

describe('the converter', () => {
  const script = async (body: string) => {
    const path = await file(`#!/bin/sh\n${body}\n`)
    await chmod(path, 0o700)
    return path
  }
  const running = async (mark: string) => {
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
    return stdout.split('\n').filter((line) => line.includes(mark)).length
  }

  it('ends a file that takes too long with everything it started', async () => {
    const mark = `98765.${process.pid}`
    const program = await script(`sleep ${mark} &\nsleep ${mark}`)
    const before = await ours()
    await expect(libreOffice({ program, patience: 500 }).toPdf(await file('x'), 'docx')).rejects.toThrow('too long')
    await wait(100)
    expect(await running(mark)).toBe(0)
    expect(await ours()).toEqual(before)
  })

  it('also ends what a program leaves running when it has ended itself', async () => {
    const mark = `98764.${process.pid}`
    const program = await script(`sleep ${mark} &\nexit 3`)
    await expect(libreOffice({ program }).toPdf(await file('x'), 'docx')).rejects.toThrow('ended with 3')
    await wait(100)
    expect(await running(mark)).toBe(0)
  })

  it('works on one file at a time, and goes on after a failure', async () => {
    const log = join(folder, 'log')
    const program = await script(`echo start >> ${log}\nsleep 0.1\necho end >> ${log}\nexit 1`)
    const converter = libreOffice({ program })
    const paths = await Promise.all(['a', 'b', 'c'].map((text) => file(text)))
    const results = await Promise.allSettled(paths.map((path) => converter.toPdf(path, 'docx')))
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    expect((await readFile(log, 'utf8')).trim().split('\n')).toEqual(['start', 'end', 'start', 'end', 'start', 'end'])
  })

  it('hands the program nothing of ours: no environment, no name that a user typed', async () => {
    const [log, name] = [join(folder, 'env'), '--headless; touch x.docx']
    const program = await script(`(env; echo "$@") > ${log}\nexit 1`)
    process.env.THUOC_TEST_SECRET = 'nobody may know'
    await expect(libreOffice({ program }).toPdf(await file('x', name), 'docx; touch y')).rejects.toThrow(NotConverted)
    delete process.env.THUOC_TEST_SECRET
    const said = await readFile(log, 'utf8')
    expect(said).toMatch(/source\.docxtouchy/)
    expect(said).not.toMatch(/nobody may know|touch x/)
  })

  it('says so when the program is not there, or makes no PDF', async () => {
    const path = await file('x')
    await expect(libreOffice({ program: join(folder, 'nobody') }).toPdf(path, 'docx')).rejects.toThrow(NotConverted)
    const other = await script('mkdir -p out && echo "<html>" > out/source.pdf')
    await expect(libreOffice({ program: other }).toPdf(path, 'docx')).rejects.toThrow('No PDF')
  })

  it('is looked for in the usual places, unless it was set', () => {
    expect(findLibreOffice('/bin/sh')).toBe('/bin/sh')
    expect(findLibreOffice(join(folder, 'nobody'))).toBeNull()
  })
})

/** How many letters the pages show, counted in what draws them: enough to tell a page from an empty one. */
function lettersIn(pdf: Buffer): number {
  let letters = 0
  const text = pdf.toString('latin1')
  for (const { index, 0: start } of text.matchAll(/stream\r?\n/g)) {
    if (text.slice(index - 3, index) === 'end') continue
    const from = index + start.length
    const drawn = inflated(pdf.subarray(from, text.indexOf('endstream', from)))
    // Each letter is one byte in hexadecimal: the fonts hold only those that occur.
    for (const [, shown] of drawn.matchAll(/(?:<([0-9A-F]+)>|\[[^\]]*\])\s*T[Jj]/g)) letters += (shown?.length ?? 0) / 2
    for (const [array] of drawn.matchAll(/\[[^\]]*\]\s*TJ/g))
      for (const [, shown] of array.matchAll(/<([0-9A-F]+)>/g)) letters += (shown?.length ?? 0) / 2
  }
  return letters
}

function inflated(stream: Buffer): string {
  try {
    return inflateSync(stream).toString('latin1')
  } catch {
    return ''
  }
}
