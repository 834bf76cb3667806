import pg from 'pg'
import { Copying, type Row } from './copy.ts'

/** What is loaded, and which columns; the others keep their defaults. Referenced ones first. */
export const tables = {
  units: ['id', 'parent_id', 'path', 'code', 'name', 'type', 'ownership'],
  unit_versions: ['id', 'unit_id', 'code', 'name', 'type', 'ownership', 'parent_id', 'path', 'closed'],
  unit_codes: ['key', 'unit_id', 'code'],
  people: ['id', 'username', 'full_name', 'password_hash', 'must_change_password'],
  memberships: ['id', 'person_id', 'unit_id', 'role', 'office'],
  campaigns: [
    ...['id', 'province_unit_id', 'title', 'school_year', 'plan_number', 'plan_date', 'self_assessment_due'],
    ...['external_assessment_due', 'participation', 'opened_at', 'opened_by', 'closed_at', 'closed_by'],
  ],
  campaign_sets: ['campaign_id', 'unit_type', 'indicator_set_id'],
  campaign_units: [
    ...['id', 'campaign_id', 'unit_id', 'indicator_set_id', 'unit_code', 'unit_name', 'unit_type', 'unit_path'],
    ...['assessor_unit_id', 'assessor_code', 'assessor_name', 'assessor_type', 'assessor_path'],
  ],
  submissions: [
    ...[
      'id',
      'campaign_unit_id',
      'status',
      'status_since',
      'round',
      'version',
      'finished_by',
      'answered',
      'line_count',
    ],
    ...['self_total', 'self_level', 'external_total', 'external_level', 'recognised_level'],
  ],
  submission_lines: [
    ...['submission_id', 'criterion_code', 'met', 'score', 'count', 'numerator', 'denominator', 'choice', 'items'],
    ...['fields', 'note', 'awarded', 'maximum', 'version', 'saved_at', 'saved_by', 'saved_by_id'],
  ],
  external_lines: [
    ...['submission_id', 'criterion_code', 'met', 'score', 'count', 'numerator', 'denominator', 'choice', 'items'],
    ...['fields', 'note', 'awarded', 'maximum', 'reason', 'version', 'saved_at', 'saved_by', 'saved_by_id'],
  ],
  submission_requests: [
    ...['submission_id', 'round', 'number', 'issued_on', 'signatory', 'office', 'text', 'saved_at', 'saved_by'],
    ...['saved_by_id', 'sent_at'],
  ],
  submission_events: [
    ...['id', 'submission_id', 'action', 'from_status', 'to_status', 'round', 'self_total', 'self_level'],
    ...['external_total', 'external_level', 'at', 'actor_id', 'actor_name', 'unit_name'],
  ],
  report_scores: ['event_id', 'criterion_code', 'score', 'maximum', 'met'],
  evidence_pieces: [
    ...['id', 'unit_id', 'school_year', 'kind', 'title', 'document_kind', 'document_number', 'issued_on', 'issuer'],
    ...['url', 'figure_value', 'figure_unit', 'figure_source', 'added_at', 'added_by', 'added_by_id'],
  ],
  evidence_files: ['id', 'piece_id', 'position', 'name', 'size', 'media_type', 'sha256', 'storage_key'],
  evidence: ['id', 'campaign_unit_id', 'criterion_code', 'number', 'added_at', 'added_by', 'added_by_id', 'piece_id'],
  evidence_criteria: ['evidence_id', 'criterion_code'],
  recognition_decisions: [
    ...['id', 'issuer_unit_id', 'issuer_code', 'issuer_name', 'issuer_type', 'campaign_id', 'number', 'signed_on'],
    ...['signatory', 'office', 'recorded_at', 'recorded_by', 'recorded_by_id'],
  ],
  recognitions: [
    ...['id', 'submission_id', 'decision_id', 'level', 'level_name', 'result', 'answers', 'certificate_number'],
    'ordinal',
  ],
  publication_lists: [
    ...['id', 'publisher_unit_id', 'title', 'note', 'published_on', 'published_at', 'published_by', 'published_by_id'],
  ],
  publications: [
    'submission_id',
    'published_at',
    'published_by',
    'published_by_id',
    'number',
    'list_id',
    'recognition_id',
  ],
} as const satisfies Record<string, readonly string[]>
export type TableName = keyof typeof tables
export const tableNames = Object.keys(tables).filter((name): name is TableName => name in tables)

export type Sinks = {
  /** Takes a row for a table, its cells in the order of `tables`. */
  into: (table: TableName, row: Row) => void
  /** Waits for tables that have much on their way. */
  settle: () => Promise<void>
  end: () => Promise<void>
}

/** One connection a table, all copying side by side. */
export async function openSinks(url: string): Promise<Sinks> {
  const open = async (name: TableName) => {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    return [name, new Copying(client, name, tables[name])] as const
  }
  const ways = new Map(await Promise.all(tableNames.map(open)))
  const each = (does: (sink: Copying) => Promise<void>) => Promise.all([...ways.values()].map(does))
  return {
    into: (table, row) => {
      if (row.length !== tables[table].length) throw new Error(`${table}: ${row.length} cells`)
      ways.get(table)?.add(row)
    },
    settle: async () => void (await each((sink) => sink.settle())),
    end: async () => void (await each((sink) => sink.end())),
  }
}
