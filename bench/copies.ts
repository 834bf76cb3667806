import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { SizeName } from './generator/sizes.ts'

/** A database like that of a size, to do with as one likes. @returns its address, and how it goes away again */
export async function copyOf(server: string, size: SizeName) {
  const name = `thuoc_bench_${size}_copy`
  const once = async (...statements: string[]) => {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      for (const statement of statements) await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await once(
    `drop database if exists ${name} with (force)`,
    `create database ${name} template thuoc_bench_${size} strategy file_copy`,
  )
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  return { url, drop: () => patiently(() => once(`drop database ${name} with (force)`)) }
}

/** PostgreSQL may be tidying up in there, and lets nobody but its owner end that. */
async function patiently(drop: () => Promise<void>): Promise<void> {
  for (let left = 60; ; left -= 1) {
    try {
      return await drop()
    } catch (error) {
      if (left === 0) throw error
      await sleep(1_000)
    }
  }
}
