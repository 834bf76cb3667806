-- Files that take long to make. The seat that asked is the one they are made for, with its rights of that moment.
create table export_jobs (
  id uuid primary key,
  kind text not null,
  parameters jsonb not null,
  title text not null,
  membership_id uuid not null references memberships (id),
  state text not null default 'waiting',
  done integer not null default 0,
  total integer,
  -- How often a worker began; whoever dies over it again and again is not begun any more.
  attempts integer not null default 0,
  -- The advisory lock by which the worker that makes it is known to live.
  worker integer,
  failure text,
  file_name text,
  media_type text,
  size bigint,
  sha256 text,
  storage_key text,
  asked_at timestamptz not null default now(),
  finished_at timestamptz,
  expires_at timestamptz,
  constraint export_jobs_state check (state in ('waiting', 'running', 'done', 'failed')),
  constraint export_jobs_worker check ((worker is not null) = (state = 'running')),
  constraint export_jobs_file check ((storage_key is not null) = (state = 'done'))
);
create index export_jobs_membership_id on export_jobs (membership_id, id);
create index export_jobs_storage_key on export_jobs (storage_key);
-- What is due is few among many, and the same is asked for once.
create index export_jobs_due on export_jobs (asked_at) where state in ('waiting', 'running');
create unique index export_jobs_once on export_jobs (membership_id, parameters) where state in ('waiting', 'running');
