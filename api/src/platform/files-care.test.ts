import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testApi } from '../../test/harness.ts'
import { age, aKeptFile, all, aRowFor, keysOf, spoil } from '../../test/kept-files.ts'
import { fileReferences, type FileReferences } from './file-references.ts'
import { checkFiles, moveFiles, orphansOf, removeMoved, sweepOrphans, TooManyOrphans } from './files-care.ts'
import { pairOfFiles } from './files-pair.ts'
import { fileKey, localFiles, type FileKey, type FileStore } from './files.ts'

const { api } = testApi()
let folders: string[]
let from: FileStore
let to: FileStore
let references: FileReferences

beforeEach(async () => {
  folders = [await mkdtemp(join(tmpdir(), 'thuoc-from-')), await mkdtemp(join(tmpdir(), 'thuoc-to-'))]
  from = await localFiles(folders[0] ?? '')
  to = await localFiles(folders[1] ?? '')
  references = await fileReferences(api.db)
})
afterEach(async () => {
  await api.db.execute(sql`delete from attachments`)
  for (const folder of folders) await rm(folder, { recursive: true })
})

const fromFolder = () => folders[0] ?? ''
const toFolder = () => folders[1] ?? ''
const yesterday = () => new Date(Date.now() - 24 * 3600 * 1000)

/** So many files with a row each. */
async function files(count: number, store = from) {
  const keys: FileKey[] = []
  for (let at = 0; at < count; at += 1) {
    const key = await aKeptFile(store)
    await aRowFor(api.db, key)
    keys.push(key)
  }
  return keys.sort()
}

describe('the files that rows refer to', () => {
  it('are named once each, however many rows there are, and page by page', async () => {
    const [shared = ''] = await files(1)
    const second = await aRowFor(api.db, shared)
    const others = Array.from({ length: 1200 }, (_, at) => fileKey(randomUUID(), at.toString(16).padStart(64, '0')))
    for (const key of others) await aRowFor(api.db, key)
    const pages = await all(references.pages())
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.flat().map(({ key }) => key)).toEqual([...others, shared].sort())
    expect(await references.count()).toBe(1201)
    const found = pages.flat().find(({ key }) => key === shared)
    expect(found?.rows).toHaveLength(2)
    expect(found?.rows).toContain(second)
    expect(found?.sha256).toEqual([shared.slice(-64)])
  })

  it('stand in columns called storage_key, so that no later table is forgotten and its files swept', async () => {
    const { rows } = await api.db.execute<{ column: string }>(sql`
      select c.relname || '.' || a.attname as column
      from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not a.attisdropped
        and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'text[]'::regtype)
        and (a.attname ~ 'storage|blob|object' or a.attname ~ '(key|keys|path|location)$')
        and a.attname <> 'storage_key'`)
    /** What the word means there. */
    const others: Record<string, string> = {
      'audit_entries.row_key': 'of the row that changed',
      'mails.key': 'of the mail, so that it is sent once',
      'measurements.key': 'the figure that was measured',
      'unit_codes.key': 'a code in small letters',
    }
    expect(rows.map(({ column }) => column).filter((column) => !(column in others))).toEqual([])
  })
})

describe('moving files', () => {
  it('copies each that a row refers to and no other, and leaves the source as it is', async () => {
    const keys = await files(9)
    const orphan = await aKeptFile(from)
    let seen = 0
    const report = await moveFiles(from, to, { references, onProgress: () => (seen += 1) })
    expect(report).toMatchObject({ copied: 9, there: 0, faults: [], isWhole: true })
    expect(seen).toBe(9)
    expect(await keysOf(to)).toEqual(keys)
    expect(await keysOf(from)).toEqual([...keys, orphan].sort())
    for (const key of keys) expect(await text(to.read(key))).toBe(await text(from.read(key)))
  })

  it('goes on where it was broken off', async () => {
    const keys = await files(20)
    const stop = new AbortController()
    let seen = 0
    const onProgress = () => void ((seen += 1) === 5 && stop.abort())
    const first = await moveFiles(from, to, { references, onProgress, signal: stop.signal })
    expect(first.isWhole).toBe(false)
    expect(first.copied).toBeGreaterThanOrEqual(5)
    expect(first.copied).toBeLessThan(20)
    const second = await moveFiles(from, to, { references })
    expect(second).toMatchObject({ copied: 20 - first.copied, there: first.copied, faults: [], isWhole: true })
    expect(await keysOf(to)).toEqual(keys)
  })

  it('names what is missing, what is spoilt and what a row says wrongly, with the rows, and copies the rest', async () => {
    const [sound = ''] = await files(1)
    const missing = fileKey(randomUUID(), 'a'.repeat(64))
    const spoilt = await aKeptFile(from)
    await spoil(fromFolder(), spoilt)
    const mistaken = await aKeptFile(from)
    const rows = {
      missing: await aRowFor(api.db, missing),
      spoilt: await aRowFor(api.db, spoilt),
      mistaken: await aRowFor(api.db, mistaken, 'c'.repeat(64)),
    }
    const { faults } = await moveFiles(from, to, { references })
    expect(faults).toHaveLength(3)
    expect(faults).toContainEqual({ key: missing, rows: [rows.missing], fault: 'missing' })
    expect(faults).toContainEqual({ key: spoilt, rows: [rows.spoilt], fault: 'content-differs' })
    expect(faults).toContainEqual({ key: mistaken, rows: [rows.mistaken], fault: 'row-differs' })
    expect(await keysOf(to)).toEqual([sound, mistaken].sort())
  })

  it('replaces a spoilt copy by the sound original', async () => {
    const [key = ''] = await files(1)
    await spoil(toFolder(), key)
    expect(await moveFiles(from, to, { references })).toMatchObject({ copied: 1, there: 0, faults: [] })
    expect(await text(to.read(key))).toBe(await text(from.read(key)))
  })

  it('empties the source only of what lies at the target in its full length', async () => {
    const keys = await files(3)
    await moveFiles(from, to, { references })
    await spoil(toFolder(), keys[0] ?? '')
    expect(await removeMoved(from, to, { references })).toBe(2)
    expect(await keysOf(from)).toEqual([keys[0]])
  })
})

describe('a pair of places', () => {
  it('keeps in the one, reads from both, removes from both', async () => {
    const old = await aKeptFile(from, 'cũ')
    const pair = pairOfFiles(to, from)
    expect(await text(pair.read(old))).toBe('cũ')
    expect(await text(pair.read(old, { start: 0, end: 0 }))).toBe('c')
    const both = await aKeptFile(to, 'mới')
    expect(await text(pair.read(both))).toBe('mới')
    await pair.remove(old)
    await pair.remove(both)
    await expect(text(pair.read(old))).rejects.toMatchObject({ code: 'ENOENT' })
    expect([...(await keysOf(from)), ...(await keysOf(to))]).toEqual([])
  })
})

describe('checking files', () => {
  it('finds every file where it lies, and names what is missing, spoilt or said wrongly', async () => {
    await files(2)
    await files(1, to)
    const missing = fileKey(randomUUID(), 'a'.repeat(64))
    const row = await aRowFor(api.db, missing)
    const [spoilt = ''] = await files(1)
    await spoil(fromFolder(), spoilt)
    const report = await checkFiles([from, to], { references })
    expect(report).toMatchObject({ checked: 5, isWhole: true })
    expect(report.faults.toSorted((a, b) => a.fault.localeCompare(b.fault))).toMatchObject([
      { key: spoilt, fault: 'content-differs' },
      { key: missing, rows: [row], fault: 'missing' },
    ])
  })
})

it('calls nothing missing that is removed, row and file, just while it is looked at', async () => {
  const [key = ''] = await files(1)
  const removing: FileReferences = {
    ...references,
    pages: async function* () {
      for await (const page of references.pages()) {
        await api.db.execute(sql`delete from attachments where storage_key = ${key}`)
        await from.remove(key)
        yield page
      }
    },
  }
  expect(await checkFiles([from], { references: removing })).toMatchObject({ checked: 1, faults: [] })
  const [other = ''] = await files(1)
  await from.remove(other)
  expect((await moveFiles(from, to, { references })).faults).toMatchObject([{ key: other, fault: 'missing' }])
})

describe('files without a row', () => {
  it('are found, and go when they are older than a day', async () => {
    const kept = await files(3)
    const [old, fresh] = [await aKeptFile(from), await aKeptFile(from)]
    for (const key of [old, ...kept]) await age(fromFolder(), key)
    const orphans = await all(orphansOf(from, references))
    expect(orphans.map(({ key }) => key).sort()).toEqual([old, fresh].sort())
    expect(await sweepOrphans(from, references, yesterday())).toBe(1)
    expect(await keysOf(from)).toEqual([...kept, fresh].sort())
  })

  it('stay when their content has come in again meanwhile: its row is about to be written', async () => {
    await files(1)
    const content = 'Tệp nộp lại'
    const old = await aKeptFile(from, content)
    await age(fromFolder(), old)
    const again = {
      ...references,
      unreferenced: async (keys: FileKey[]) => {
        const found = await references.unreferenced(keys)
        // The last question before it goes: just then somebody hands in the same file.
        if (keys.length === 1 && keys[0] === old) {
          const file = await from.receive(Readable.from([Buffer.from(content)]), 1000)
          await from.keep(file, old)
        }
        return found
      },
    }
    expect(await sweepOrphans(from, again, yesterday())).toBe(0)
    expect(await text(from.read(old))).toBe(content)
  })

  it('stay when they are so many that this can hardly be the right database; somebody has to look', async () => {
    await files(10)
    const lost: FileKey[] = []
    for (let at = 0; at < 21; at += 1) lost.push(await aKeptFile(from))
    for (const key of lost) await age(fromFolder(), key)
    await expect(sweepOrphans(from, references, yesterday())).rejects.toThrow(TooManyOrphans)
    expect(await keysOf(from)).toHaveLength(31)
    expect(await sweepOrphans(from, references, yesterday(), true)).toBe(21)
    expect(await keysOf(from)).toHaveLength(10)
  })

  it('stay when no row refers to any file at all', async () => {
    await age(fromFolder(), await aKeptFile(from))
    await expect(sweepOrphans(from, references, yesterday())).rejects.toThrow(TooManyOrphans)
  })
})
