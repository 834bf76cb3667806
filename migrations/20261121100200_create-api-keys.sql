create table api_keys (
  id uuid primary key,
  unit_id uuid not null references units (id),
  name text not null,
  prefix text not null,
  secret_hash bytea not null,
  scopes text[] not null check (cardinality(scopes) > 0),
  created_by uuid references people (id),
  created_at timestamptz not null default now(),
  -- Last day on which the key works, in Asia/Ho_Chi_Minh.
  expires_on date not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_keys_secret_once unique (secret_hash)
);
create index api_keys_unit_id on api_keys (unit_id);
create index api_keys_created_by on api_keys (created_by);

-- Who changed whose rights, and who signed in.
create table identity_events (
  id uuid primary key,
  at timestamptz not null default clock_timestamp(),
  action text not null,
  -- Who did it; both null when nobody was signed in.
  actor_person_id uuid references people (id),
  actor_api_key_id uuid references api_keys (id),
  -- About whom, about what.
  person_id uuid references people (id),
  membership_id uuid references memberships (id),
  api_key_id uuid references api_keys (id),
  unit_id uuid references units (id),
  address inet,
  detail jsonb not null default '{}'
);
create index identity_events_actor_person_id on identity_events (actor_person_id);
create index identity_events_actor_api_key_id on identity_events (actor_api_key_id);
create index identity_events_person_id on identity_events (person_id, at);
create index identity_events_membership_id on identity_events (membership_id);
create index identity_events_api_key_id on identity_events (api_key_id);
create index identity_events_unit_id on identity_events (unit_id);
create trigger identity_events_append_only before update or delete or truncate on identity_events
  for each statement execute function refuse_change();
