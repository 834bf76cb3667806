-- Danh sách đề nghị công nhận: put together by an officer, handed to the leader, decided in one or several decisions.
create table nomination_lists (
  id uuid primary key,
  body_unit_id uuid not null references units (id),
  body_code text not null,
  body_name text not null,
  body_type text not null,
  campaign_id uuid not null references campaigns (id),
  name text not null,
  number text,
  listed_on date,
  year integer generated always as (extract(year from listed_on)::integer) stored,
  status text not null default 'draft' check (status in ('draft', 'proposed', 'returned', 'decided', 'discarded')),
  version integer not null default 1,
  created_at timestamptz not null,
  created_by text not null,
  created_by_id uuid not null,
  changed_at timestamptz not null,
  constraint nomination_lists_numbered
    check (status not in ('proposed', 'decided') or (number is not null and listed_on is not null))
);
-- As with decisions: 15/DS-VHXH and 15/ds-vhxh are one number. One that was given up frees its number.
create unique index nomination_lists_number on nomination_lists
  (body_unit_id, year, replace(lower(normalize(number, nfc)), ' ', ''))
  where number is not null and listed_on is not null and status <> 'discarded';
create index nomination_lists_body on nomination_lists (body_unit_id, created_at desc, id desc);
create index nomination_lists_campaign_id on nomination_lists (campaign_id);

create table nomination_items (
  list_id uuid not null references nomination_lists (id),
  submission_id uuid not null references submissions (id),
  state text not null default 'open' check (state in ('open', 'recognised', 'refused', 'taken-off')),
  -- Warnings that whoever proposed has confirmed.
  confirmed text[] not null default '{}',
  added_at timestamptz not null,
  added_by text not null,
  added_by_id uuid not null,
  primary key (list_id, submission_id)
);
create index nomination_items_submission_id on nomination_items (submission_id);
create unique index nomination_items_once on nomination_items (submission_id) where state = 'open';

create table nomination_events (
  id uuid primary key,
  list_id uuid not null references nomination_lists (id),
  action text not null,
  reason text,
  at timestamptz not null,
  actor_id uuid not null,
  actor_name text not null,
  stands_for jsonb
);
create index nomination_events_list_id on nomination_events (list_id, at desc, id desc);
create trigger nomination_events_append_only before update or delete or truncate on nomination_events
  for each statement execute function refuse_change();

-- What a call about many files answered: the same key gets the same answer, and nothing is done twice.
create table bulk_moves (
  actor_id uuid not null,
  key uuid not null,
  request_hash text not null,
  -- Null while it is under way.
  reply jsonb,
  at timestamptz not null,
  primary key (actor_id, key)
);
create index bulk_moves_at on bulk_moves (at);
