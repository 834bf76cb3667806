-- Official indicator sets as data. A published set is frozen: its definition never changes again.
create table indicator_sets (
  id uuid primary key,
  code text not null,
  version integer not null check (version > 0),
  owner_unit_id uuid not null references units (id),
  status text not null default 'draft' check (status in ('draft', 'published')),
  title text not null,
  sample boolean not null,
  definition jsonb not null,
  revision integer not null default 1,
  created_at timestamptz not null default now(),
  created_by text not null,
  published_at timestamptz,
  published_by text,
  verified_by text,
  verified_on date,
  verified_against text,
  verification_recorded_at timestamptz,
  verification_recorded_by text,
  constraint indicator_sets_version unique (code, version),
  constraint indicator_sets_published check ((status = 'published') = (published_at is not null)),
  constraint indicator_sets_verified check (num_nulls(verified_by, verified_on, verified_against) in (0, 3))
);
create index indicator_sets_owner_unit_id on indicator_sets (owner_unit_id);

create function indicator_sets_frozen() returns trigger language plpgsql as $$
begin
  if old.status = 'published' and (tg_op = 'DELETE' or row(new.code, new.version, new.title, new.sample, new.definition, new.status)
      is distinct from row(old.code, old.version, old.title, old.sample, old.definition, old.status)) then
    raise exception 'a published indicator set is not changed' using constraint = 'indicator_sets_frozen', errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger indicator_sets_frozen before update or delete on indicator_sets
  for each row execute function indicator_sets_frozen();
