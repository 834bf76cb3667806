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
