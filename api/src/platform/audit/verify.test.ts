import { sql, type SQL } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad } from '../../../test/road.ts'
import type { Tx } from '../db/client.ts'
import { anchor } from './audit.repository.ts'
import type { Finding } from './findings.ts'
import { verifyRecord, type Verification } from './verify.ts'

const tester = testApi()
const { api } = tester
let file: { id: string }
beforeAll(async () => {
  const road = await aRoad(tester)
  ;({ file } = await road.accepted(api.world.school))
  await anchor(api.db)
})

/** What is found after somebody worked on the database behind the triggers; afterwards nothing of it remains. */
async function after(tampering: (tx: Tx) => Promise<unknown>, asked: Verification = {}): Promise<Finding[]> {
  let findings: Finding[] = []
  const undo = new Error('undo')
  await expect(
    api.db.transaction(async (tx) => {
      await watch(tx, 'disable')
      await tampering(tx)
      await watch(tx, 'enable')
      // The verifier's own transaction becomes a part of the one that is about to be undone.
      ;({ findings } = await verifyRecord({ transaction: (work) => tx.transaction(work) }, asked))
      throw undo
    }),
  ).rejects.toBe(undo)
  return findings
}
/** What the owner of the tables can do: switch the triggers off, and on again so that nobody sees it. */
async function watch(tx: Tx, how: 'enable' | 'disable') {
  const tables = ['submission_lines', 'submission_remarks', 'audit_entries', 'audit_chains', 'audit_anchors']
  // What waits for the end of the transaction is done first: a table with pending triggers cannot be altered.
  await tx.execute(sql`set constraints all immediate`)
  for (const table of tables) await tx.execute(sql.raw(`alter table ${table} ${how} trigger user`))
}

const run = (statement: SQL) => (tx: Tx) => tx.execute(statement)
const line = () => `${file.id}/1.2`

describe('the verifier', { timeout: 60_000 }, () => {
  it('finds an untouched record whole, and says what to write down', async () => {
    const { findings, chains, entries, rows, anchor: last } = await verifyRecord(api.db)
    expect(findings).toEqual([])
    expect(chains).toBeGreaterThan(5)
    expect(entries).toBeGreaterThan(40)
    expect(rows).toBeGreaterThan(30)
    expect(last).toEqual({ number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect((await verifyRecord(api.db, { chain: file.id })).findings).toEqual([])
  })

  it('names a score that was altered in the table: which row, what it was, what it is, since which entry', async () => {
    const found = await after(
      run(sql`update submission_lines set score = 59.5 where submission_id = ${file.id} and criterion_code = '1.2'`),
    )
    expect(found).toEqual([
      {
        kind: 'row-differs',
        last: {
          chain: file.id,
          number: expect.any(Number),
          table: 'submission_lines',
          key: line(),
          at: expect.any(String),
        },
        differences: [{ column: 'score', recorded: 50, found: 59.5 }],
      },
    ])
  })

  it('names a score that was altered, used and overwritten since', async () => {
    const found = await after(async (tx) => {
      const set = (score: number) =>
        tx.execute(sql`update submission_lines set score = ${score}
          where submission_id = ${file.id} and criterion_code = '1.2'`)
      await set(59.5)
      await watch(tx, 'enable')
      await set(50)
    })
    expect(found).toMatchObject([
      { kind: 'row-differed', last: { key: line() }, differences: [{ column: 'score', recorded: 50, found: 59.5 }] },
    ])
  })

  it('names an entry whose content was altered', async () => {
    const found = await after(
      run(sql`update audit_entries set content = jsonb_set(content, '{reason}', '"khác"')
        where chain = ${file.id} and number = 5`),
    )
    expect(found[0]).toMatchObject({ kind: 'entry-altered', chain: file.id, number: 5 })
  })

  it('names who is said to have done it, when that was altered', async () => {
    const found = await after(
      run(sql`update audit_entries set actor_id = gen_random_uuid() where chain = ${file.id} and number = 7`),
    )
    expect(found).toMatchObject([{ kind: 'entry-altered', chain: file.id, number: 7 }])
  })

  it('names entries that were taken out', async () => {
    const found = await after(run(sql`delete from audit_entries where chain = ${file.id} and number in (3, 4)`))
    expect(found[0]).toEqual({ kind: 'entries-missing', chain: file.id, from: 3, to: 4 })
  })

  it('names a chain whose end was cut off, also where the head was set to match', async () => {
    const cut = async (tx: Tx) => {
      await tx.execute(sql`delete from audit_entries where chain = ${file.id} and number > 6`)
    }
    expect((await after(cut)).map(({ kind }) => kind)).toContain('tail-missing')
    const found = await after(async (tx) => {
      await cut(tx)
      await tx.execute(sql`update audit_chains set number = 6, head = (
        select hash from audit_entries where chain = ${file.id} and number = 6) where id = ${file.id}`)
    })
    expect(found).toContainEqual(expect.objectContaining({ kind: 'anchored-differs', chain: file.id, anchor: 1 }))
  })

  it('names entries that changed places', async () => {
    const found = await after(
      run(sql`update audit_entries one set action = other.action, content = other.content, row_key = other.row_key,
          table_name = other.table_name
        from audit_entries other where one.chain = ${file.id} and other.chain = ${file.id}
          and (one.number, other.number) in ((4, 5), (5, 4))`),
    )
    expect(found.slice(0, 2)).toMatchObject([
      { kind: 'entry-altered', number: 4 },
      { kind: 'entry-altered', number: 5 },
    ])
  })

  it('names a row that was deleted, and one that was put in', async () => {
    const deleted = await after(run(sql`delete from submission_remarks`))
    expect(deleted).toEqual([])
    const found = await after(async (tx) => {
      await tx.execute(sql`delete from submission_lines where submission_id = ${file.id} and criterion_code = '1.3'`)
      await tx.execute(sql`insert into submission_remarks (submission_id, criterion_code, text)
        values (${file.id}, '2.1', 'thêm lén')`)
    })
    expect(found).toMatchObject([
      { kind: 'row-missing', last: { table: 'submission_lines', key: `${file.id}/1.3` } },
      { kind: 'row-unknown', table: 'submission_remarks', key: `${file.id}/2.1` },
    ])
  })

  it('finds a chain that was counted anew from end to end, as it no longer leads to what was anchored', async () => {
    const found = await after(async (tx) => {
      await tx.execute(sql`update submission_lines set score = 59.5
        where submission_id = ${file.id} and criterion_code = '1.2'`)
      await tx.execute(sql`update audit_entries set content = jsonb_set(content, '{score}', '59.5')
        where chain = ${file.id} and row_key = ${line()}`)
      await tx.execute(sql`do $$ declare entry audit_entries; before bytea := decode(repeat('00', 32), 'hex'); begin
        for entry in select * from audit_entries where chain = ${sql.raw(`'${file.id}'`)} order by number loop
          before := audit_hash(before, audit_text(entry));
          update audit_entries set hash = before where chain = entry.chain and number = entry.number;
        end loop;
        update audit_chains set head = before where id = ${sql.raw(`'${file.id}'`)};
      end $$`)
    })
    expect(found).toMatchObject([{ kind: 'anchored-differs', chain: file.id, anchor: 1 }])
  })

  it('finds a chain that was taken out as if it had never been', async () => {
    const found = await after(async (tx) => {
      await tx.execute(sql`delete from audit_entries where chain = ${file.id}`)
      await tx.execute(sql`delete from audit_chains where id = ${file.id}`)
    })
    expect(found.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['row-unknown', 'anchored-differs']))
  })

  it('finds anchors that were altered, and all of them by the one that was written down elsewhere', async () => {
    const altered = await after(run(sql`update audit_anchors set at = at + interval '1 hour'`))
    expect(altered).toMatchObject([{ kind: 'anchor-altered', anchor: 1 }])
    const hash = 'ab'.repeat(32)
    const { findings } = await verifyRecord(api.db, { expected: { number: 1, hash } })
    expect(findings).toMatchObject([{ kind: 'anchor-unexpected', anchor: 1, expected: hash }])
  })

  it('says when a followed table is followed no longer', async () => {
    const found = await after(run(sql`drop trigger submission_lines_audit on submission_lines`))
    expect(found).toEqual([{ kind: 'not-followed', table: 'submission_lines' }])
  })
})
