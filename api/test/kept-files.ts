import { randomUUID } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import type { Db } from '../src/platform/db/client.ts'
import { fileKey, type FileKey, type FileStore } from '../src/platform/files.ts'

/** A file that is kept, of some content of its own. */
export async function aKeptFile(store: FileStore, content = `Minh chứng ${randomUUID()}`): Promise<FileKey> {
  const file = await store.receive(Readable.from([Buffer.from(content)]), Infinity)
  const key = fileKey(randomUUID(), file.sha256)
  await store.keep(file, key)
  await store.discard(file)
  return key
}

/** A row that refers to it. @returns how those name the row who look after files */
export async function aRowFor(db: Db, key: FileKey, sha256 = key.slice(-64)): Promise<string> {
  const id = randomUUID()
  await db.execute(sql`insert into attachments (id, name, size, media_type, sha256, storage_key, added_by, added_by_id)
    values (${id}, 'a.txt', 1, 'text/plain', ${sha256}, ${key}, 'Nguyễn Văn Mẫu', ${randomUUID()})`)
  return `attachments ${id}`
}

/** What it holds, in the order of the keys. */
export async function keysOf(store: FileStore): Promise<FileKey[]> {
  return (await all(store.list())).map(({ key }) => key).sort()
}

export async function all<T>(source: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const one of source) found.push(one)
  return found
}

const placeOf = (folder: string, key: FileKey) => {
  const [owner = '', sha256 = ''] = key.split('/')
  return join(folder, 'kept', owner, sha256.slice(0, 2), sha256.slice(2))
}

/** What a failing disk does: other content in the place of this file. */
export async function spoil(folder: string, key: FileKey) {
  await mkdir(dirname(placeOf(folder, key)), { recursive: true })
  await writeFile(placeOf(folder, key), 'hỏng')
}

/** As if it had been kept two days ago. */
export async function age(folder: string, key: FileKey) {
  const then = new Date(Date.now() - 2 * 24 * 3600 * 1000)
  await utimes(placeOf(folder, key), then, then)
}
