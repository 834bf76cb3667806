-- Files that are kept beside a thing of the catalogue: the signed text of a set, attachments of a note of guidance.
-- Which thing a file belongs to stands with that thing.
create table attachments (
  id uuid primary key,
  name text not null,
  size bigint not null check (size > 0),
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null,
  added_at timestamptz not null default now(),
  added_by text not null,
  added_by_id uuid not null
);

-- Versions are counted per owner: two provinces may call their own sets alike, as neither sees the other's.
alter table indicator_sets
  drop constraint indicator_sets_version,
  add constraint indicator_sets_version unique (owner_unit_id, code, version),
  add column derived_from_id uuid references indicator_sets (id),
  add column signed_text_id uuid references attachments (id),
  -- What came of each doubt when the set was compared with the signed text: [{ "place": "2.3.3", "outcome": "…" }].
  add column verification_doubts jsonb not null default '[]';
drop index indicator_sets_owner_unit_id;
create index indicator_sets_derived_from_id on indicator_sets (derived_from_id);
create index indicator_sets_signed_text_id on indicator_sets (signed_text_id);

-- Who made, published and checked a set. Append-only, and without a reference: a draft may be deleted, its record stays.
create table indicator_set_events (
  id uuid primary key,
  indicator_set_id uuid not null,
  event text not null
    check (event in ('created', 'imported', 'derived', 'saved', 'published', 'verified', 'text-attached')),
  -- File name, source version, or what a doubt came to.
  detail text,
  at timestamptz not null default clock_timestamp(),
  -- Null: the product itself, which brings the sets it ships.
  actor_id uuid,
  actor_name text not null
);
create index indicator_set_events_indicator_set_id on indicator_set_events (indicator_set_id, at);

-- Sets that were there before the record was.
insert into indicator_set_events (id, indicator_set_id, event, detail, at, actor_name)
  select gen_random_uuid(), id, 'created', null, created_at, created_by from indicator_sets
  union all
  select gen_random_uuid(), id, 'published', null, published_at, coalesce(published_by, created_by)
    from indicator_sets where published_at is not null
  union all
  select gen_random_uuid(), id, 'verified', verified_against, verification_recorded_at, verification_recorded_by
    from indicator_sets where verification_recorded_at is not null and verification_recorded_by is not null;

create trigger indicator_set_events_append_only before update or delete or truncate on indicator_set_events
  for each statement execute function refuse_change();
