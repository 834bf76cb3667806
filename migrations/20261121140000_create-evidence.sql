-- One document has one code, given with the first criterion that uses it. A removed one keeps its row, so that its
-- number stays unused; its file stays too, for undo, until the sweep.
create table evidence (
  id uuid primary key,
  campaign_unit_id uuid not null references campaign_units (id),
  criterion_code text not null,
  number integer not null check (number > 0),
  kind text not null check (kind in ('file', 'link')),
  title text not null,
  url text,
  file_name text,
  file_size bigint check (file_size > 0),
  media_type text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text,
  added_at timestamptz not null default now(),
  added_by text not null,
  added_by_id uuid not null,
  removed_at timestamptz,
  constraint evidence_number unique (campaign_unit_id, criterion_code, number),
  constraint evidence_link check (kind <> 'link' or url is not null),
  constraint evidence_file check (kind <> 'file' or num_nulls(file_name, file_size, media_type, sha256, storage_key) = 0)
);

create table evidence_criteria (
  evidence_id uuid not null references evidence (id),
  criterion_code text not null,
  constraint evidence_criteria_once primary key (evidence_id, criterion_code)
);

-- Who added, renamed, linked, took away or restored what. Append-only.
create table evidence_events (
  id uuid primary key,
  evidence_id uuid not null references evidence (id),
  action text not null check (action in ('added', 'renamed', 'linked', 'unlinked', 'restored')),
  criterion_code text,
  title text not null,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  actor_name text not null
);
create index evidence_events_evidence_id on evidence_events (evidence_id, at);
create trigger evidence_events_append_only before update or delete or truncate on evidence_events
  for each statement execute function refuse_change();
