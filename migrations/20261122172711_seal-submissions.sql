-- What a file held when it was finished, approved, submitted, agreed or recognised: the content itself, so that what
-- moved since can be named, and its hash.
create table submission_seals (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  kind text not null check (kind in ('finished', 'approved', 'submitted', 'agreed', 'recognised')),
  round integer not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  content jsonb not null,
  sealed_at timestamptz not null,
  sealed_by text not null,
  sealed_by_id uuid not null,
  -- KT.: whom the signature stands for.
  stands_for jsonb,
  unit_name text not null
);
create index submission_seals_submission_id on submission_seals (submission_id, sealed_at);
create index submission_seals_sealed_by_id on submission_seals (sealed_by_id);
create trigger submission_seals_append_only before update or delete or truncate on submission_seals
  for each statement execute function refuse_change();
