-- People who were invited have no password until they choose one.
alter table people
  alter column password_hash drop not null,
  add column phone text,
  -- Since when name, user name, address and telephone are a pseudonym. For good.
  add column erased_at timestamptz,
  add constraint people_erased check (erased_at is null or (email is null and phone is null and password_hash is null
    and status = 'suspended'));
create index people_email on people (lower(email)) where email is not null;

-- One way in for one person, once: a link in a mail or a code on paper. Only its SHA-256 is kept, and none at all while
-- the mail has not gone out.
create table invitations (
  id uuid primary key,
  person_id uuid not null references people (id),
  channel text not null check (channel in ('mail', 'slip')),
  code_hash bytea,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  created_by uuid references people (id),
  redeemed_at timestamptz,
  withdrawn_at timestamptz,
  constraint invitations_code_once unique (code_hash),
  constraint invitations_ended_once check (num_nonnulls(redeemed_at, withdrawn_at) <= 1)
);
-- A newer invitation takes the place of the older one.
create unique index invitations_one_open on invitations (person_id) where redeemed_at is null and withdrawn_at is null;
create index invitations_person_id on invitations (person_id);
create index invitations_created_by on invitations (created_by);

-- Who answers for a unit: the responsible leader and the contact person. One that was replaced stays, ended.
create table unit_responsibles (
  id uuid primary key,
  unit_id uuid not null references units (id),
  duty text not null check (duty in ('leader', 'contact')),
  person_id uuid not null references people (id),
  since timestamptz not null default now(),
  set_by uuid references people (id),
  ended_at timestamptz
);
create unique index unit_responsibles_one on unit_responsibles (unit_id, duty) where ended_at is null;
create index unit_responsibles_unit_id on unit_responsibles (unit_id);
create index unit_responsibles_person_id on unit_responsibles (person_id);
create index unit_responsibles_set_by on unit_responsibles (set_by);

-- A leader lets a person of the same unit sign for a time. It holds while both memberships do.
create table delegations (
  id uuid primary key,
  unit_id uuid not null references units (id),
  from_membership_id uuid not null references memberships (id),
  to_membership_id uuid not null references memberships (id),
  powers text[] not null check (cardinality(powers) > 0),
  -- Both days included, in Asia/Ho_Chi_Minh.
  from_day date not null,
  to_day date not null,
  -- Number of the decision, or what was agreed.
  basis text not null,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_by uuid references people (id),
  constraint delegations_days check (from_day <= to_day),
  constraint delegations_two_people check (from_membership_id <> to_membership_id),
  constraint delegations_revoked check ((revoked_at is null) = (revoked_by is null))
);
create index delegations_unit_id on delegations (unit_id, to_day);
create index delegations_from_membership_id on delegations (from_membership_id);
create index delegations_to_membership_id on delegations (to_membership_id) include (from_day, to_day);
create index delegations_revoked_by on delegations (revoked_by);

-- For whom was signed: { "delegationId", "fullName", "office", "role" }. Null: in one's own right.
alter table submission_events add column stands_for jsonb;
alter table recognition_decisions add column stands_for jsonb;

-- Somebody's personal data are to be taken out: who asked, why, and who did it. Two people, wherever somebody else asks.
create table erasure_requests (
  id uuid primary key,
  person_id uuid not null references people (id),
  reason text not null,
  requested_at timestamptz not null default now(),
  requested_by uuid not null references people (id),
  settled_at timestamptz,
  settled_by uuid references people (id),
  outcome text check (outcome in ('erased', 'declined')),
  constraint erasure_requests_settled check (num_nulls(settled_at, settled_by, outcome) in (0, 3))
);
create unique index erasure_requests_one_open on erasure_requests (person_id) where settled_at is null;
create index erasure_requests_person_id on erasure_requests (person_id);
create index erasure_requests_requested_by on erasure_requests (requested_by);
create index erasure_requests_settled_by on erasure_requests (settled_by);

-- In a record of work a name may give way to a pseudonym, and nothing else: who did what is still told by the id. The
-- argument is the column of the name.
create function refuse_change_but_name() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - tg_argv[0] = to_jsonb(old) - tg_argv[0] and to_jsonb(new) ->> tg_argv[0] like 'Người dùng đã xoá %' then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

-- The trail of rights keeps who did what; former names, addresses and where somebody signed in from may go.
create function refuse_change_but_forgetting() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'detail' - 'address' = to_jsonb(old) - 'detail' - 'address'
    and new.detail = old.detail - array['fullName', 'email', 'phone', 'username'] and new.address is null then
    return new;
  end if;
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

drop trigger line_saves_append_only on line_saves;
create trigger line_saves_append_only before delete or truncate on line_saves
  for each statement execute function refuse_change();
create trigger line_saves_keep before update on line_saves
  for each row execute function refuse_change_but_name('saved_by');
create index line_saves_saved_by_id on line_saves (saved_by_id);

drop trigger evidence_events_append_only on evidence_events;
create trigger evidence_events_append_only before delete or truncate on evidence_events
  for each statement execute function refuse_change();
create trigger evidence_events_keep before update on evidence_events
  for each row execute function refuse_change_but_name('actor_name');
create index evidence_events_actor_id on evidence_events (actor_id);

drop trigger measurements_append_only on measurements;
create trigger measurements_append_only before delete or truncate on measurements
  for each statement execute function refuse_change();
create trigger measurements_keep before update on measurements
  for each row execute function refuse_change_but_name('recorded_by');

drop trigger guidance_versions_append_only on guidance_versions;
create trigger guidance_versions_append_only before delete or truncate on guidance_versions
  for each statement execute function refuse_change();
create trigger guidance_versions_keep before update on guidance_versions
  for each row execute function refuse_change_but_name('saved_by');

drop trigger identity_events_append_only on identity_events;
create trigger identity_events_append_only before delete or truncate on identity_events
  for each statement execute function refuse_change();
create trigger identity_events_keep before update on identity_events
  for each row execute function refuse_change_but_forgetting();

create index submission_events_actor_id on submission_events (actor_id);

-- Everything that bears somebody's name as its author, for the copy of one's data that the law promises.
create view records_of_people as
  select actor_id as person_id, at, 'submission.' || action as kind, submission_id as about from submission_events
  union all select saved_by_id, saved_at, 'line.' || side, submission_id from line_saves
  union all select actor_id, at, 'evidence.' || action, evidence_id from evidence_events
  union all select recorded_by_id, recorded_at, 'recognition-decision', id from recognition_decisions
  union all select published_by_id, published_at, 'publication', submission_id from publications
  union all select recorded_by_id, recorded_at, 'measurement', unit_id from measurements
  union all select added_by_id, added_at, 'attachment', id from attachments
  union all select saved_by_id, saved_at, 'guidance', note_id from guidance_versions
  union all select actor_id, at, 'campaign.' || action, campaign_id from campaign_events
  union all select actor_id, at, 'indicator-set.' || event, indicator_set_id from indicator_set_events;
