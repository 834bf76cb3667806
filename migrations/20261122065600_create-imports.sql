-- One spreadsheet on its way in: looked at, perhaps carried out. The file goes after some weeks, the record stays.
create table imports (
  id uuid primary key,
  kind text not null check (kind ~ '^[a-z]+(-[a-z]+)*$'),
  unit_id uuid not null references units (id),
  status text not null default 'checked' check (status in ('checked', 'applied')),
  file_name text not null,
  -- Bytes.
  file_size bigint not null,
  sha256 text not null,
  -- Null: the file has been removed.
  storage_key text,
  row_count integer not null,
  fault_count integer not null,
  counts jsonb not null,
  -- Of what would be changed: whoever confirms gets what was shown, or is shown what has become of it.
  digest text not null,
  checked_at timestamptz not null default now(),
  checked_by text not null,
  checked_by_id uuid not null,
  applied_at timestamptz,
  applied_by text,
  applied_by_id uuid,
  constraint imports_applied
    check (num_nulls(applied_at, applied_by, applied_by_id) = case status when 'applied' then 0 else 3 end),
  constraint imports_applied_without_faults check (status = 'checked' or fault_count = 0)
);
create index imports_unit_id on imports (unit_id, id desc);

-- In the order of the file.
create table import_faults (
  import_id uuid not null references imports (id) on delete cascade,
  position integer not null,
  sheet text not null,
  cell text,
  rule text not null,
  "values" jsonb not null,
  message text not null,
  primary key (import_id, position)
);

create table import_changes (
  import_id uuid not null references imports (id) on delete cascade,
  position integer not null,
  action text not null check (action in ('create', 'change', 'move', 'end')),
  subject text not null,
  label text not null,
  sheet text not null,
  "row" integer not null,
  thing_id uuid,
  fields jsonb not null,
  primary key (import_id, position)
);
create index import_changes_thing_id on import_changes (thing_id) where thing_id is not null;
