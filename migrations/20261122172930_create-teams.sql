-- An external assessment team of a body in a campaign. Who is on it is said by its decisions; `sequence` is the one
-- that counts now.
create table assessment_teams (
  id uuid primary key,
  campaign_id uuid not null references campaigns (id),
  unit_id uuid not null references units (id),
  name text collate vi not null check (name <> ''),
  sequence integer not null check (sequence > 0),
  version integer not null default 1,
  created_at timestamptz not null,
  -- Set once it has been dissolved, by the decision that counts then.
  dissolved_at timestamptz,
  search text not null generated always as (unaccented(name)) stored
);
create index assessment_teams_campaign_id on assessment_teams (campaign_id);
create index assessment_teams_unit_id on assessment_teams (unit_id);
create unique index assessment_teams_name on assessment_teams (campaign_id, unit_id, lower(name))
  where dissolved_at is null;

-- The decisions about a team in their order: it is set up, changed, dissolved. Append-only. One paper may set up several
-- teams, so its number need not be unique.
create table assessment_team_decisions (
  team_id uuid not null references assessment_teams (id),
  sequence integer not null check (sequence > 0),
  kind text not null check (kind in ('set-up', 'change', 'dissolve')),
  number text not null check (number <> ''),
  decided_on date not null,
  signatory text not null check (signatory <> ''),
  office text not null,
  reason text not null default '',
  recorded_at timestamptz not null,
  recorded_by text not null,
  recorded_by_id uuid not null,
  stands_for jsonb,
  primary key (team_id, sequence)
);
create trigger assessment_team_decisions_append_only before update or delete or truncate on assessment_team_decisions
  for each statement execute function refuse_change();

-- Who is on the team by a decision, and for which unit the person worked when it was recorded. Append-only.
create table assessment_team_members (
  team_id uuid not null,
  sequence integer not null,
  person_id uuid not null references people (id),
  duty text not null check (duty in ('head', 'secretary', 'member')),
  task text not null default '',
  unit_id uuid not null references units (id),
  office text not null default '',
  primary key (team_id, sequence, person_id),
  constraint assessment_team_members_decision foreign key (team_id, sequence)
    references assessment_team_decisions (team_id, sequence)
);
create index assessment_team_members_person_id on assessment_team_members (person_id);
create index assessment_team_members_unit_id on assessment_team_members (unit_id);
create unique index assessment_team_members_one_head on assessment_team_members (team_id, sequence)
  where duty = 'head';
create unique index assessment_team_members_one_secretary on assessment_team_members (team_id, sequence)
  where duty = 'secretary';
create trigger assessment_team_members_append_only before update or delete or truncate on assessment_team_members
  for each statement execute function refuse_change();

-- Scans of the signed papers. One that was taken away keeps its row.
create table assessment_team_files (
  team_id uuid not null,
  sequence integer not null,
  attachment_id uuid not null references attachments (id),
  removed_at timestamptz,
  removed_by text,
  removed_by_id uuid,
  primary key (team_id, sequence, attachment_id),
  constraint assessment_team_files_decision foreign key (team_id, sequence)
    references assessment_team_decisions (team_id, sequence),
  constraint assessment_team_files_removed check (num_nulls(removed_at, removed_by, removed_by_id) in (0, 3))
);
create index assessment_team_files_attachment_id on assessment_team_files (attachment_id);

-- The units a team assesses; a unit has one team in a campaign.
create table assessment_team_units (
  campaign_unit_id uuid primary key references campaign_units (id),
  team_id uuid not null references assessment_teams (id),
  assigned_at timestamptz not null,
  assigned_by text not null,
  assigned_by_id uuid not null
);
create index assessment_team_units_team_id on assessment_team_units (team_id);

-- What a member declares to stand against assessing a unit. Taken back by the same person, never deleted.
create table assessment_conflicts (
  id uuid primary key,
  campaign_unit_id uuid not null references campaign_units (id),
  person_id uuid not null references people (id),
  reason text not null check (reason <> ''),
  declared_at timestamptz not null,
  withdrawn_at timestamptz
);
create index assessment_conflicts_campaign_unit_id on assessment_conflicts (campaign_unit_id);
create index assessment_conflicts_person_id on assessment_conflicts (person_id);
create unique index assessment_conflicts_once on assessment_conflicts (campaign_unit_id, person_id)
  where withdrawn_at is null;

-- When a team looks at the file of a unit, or goes there.
create table assessment_visits (
  id uuid primary key,
  team_id uuid not null references assessment_teams (id),
  campaign_unit_id uuid not null references campaign_units (id),
  kind text not null check (kind in ('desk-review', 'on-site')),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  note text not null default '',
  status text not null default 'planned' check (status in ('planned', 'done', 'cancelled')),
  cancel_reason text,
  version integer not null default 1,
  constraint assessment_visits_times check (starts_at < ends_at),
  constraint assessment_visits_cancelled check ((status = 'cancelled') = (cancel_reason is not null))
);
create index assessment_visits_team_id on assessment_visits (team_id, starts_at);
create index assessment_visits_campaign_unit_id on assessment_visits (campaign_unit_id, starts_at);
create index assessment_visits_starts_at on assessment_visits (starts_at);

create table assessment_visit_people (
  visit_id uuid not null references assessment_visits (id),
  person_id uuid not null references people (id),
  primary key (visit_id, person_id)
);
create index assessment_visit_people_person_id on assessment_visit_people (person_id);

-- What became of a team beside its decisions: units given and moved, conflicts, visits. Append-only.
create table assessment_team_events (
  id uuid primary key,
  team_id uuid not null references assessment_teams (id),
  campaign_unit_id uuid references campaign_units (id),
  visit_id uuid references assessment_visits (id),
  action text not null check (action in (
    'units-assigned', 'unit-moved-away', 'unit-released', 'members-settled', 'conflict-declared', 'conflict-withdrawn',
    'visit-planned', 'visit-changed', 'visit-cancelled', 'visit-done')),
  changes jsonb not null default '{}',
  reason text,
  at timestamptz not null,
  actor_id uuid not null,
  actor_name text not null
);
create index assessment_team_events_team_id on assessment_team_events (team_id, at);
create index assessment_team_events_campaign_unit_id on assessment_team_events (campaign_unit_id);
create index assessment_team_events_visit_id on assessment_team_events (visit_id);
create trigger assessment_team_events_append_only before update or delete or truncate on assessment_team_events
  for each statement execute function refuse_change();

-- Why a person must not assess a participating unit: 'own-unit' (works there or below it now), 'worked-there' (did so in
-- the school year of the campaign, 1 August to 31 July), 'declared'; null: nothing is known against it. A unit that
-- merged into another, or took its place, counts as the same.
create function conflict_of_interest(person uuid, part uuid) returns text language sql stable as $$
  with recursive place as (
    select campaign_unit.unit_id, campaign.school_year
    from campaign_units campaign_unit join campaigns campaign on campaign.id = campaign_unit.campaign_id
    where campaign_unit.id = part
  ), before (id) as (
    select unit_id from place
    union
    select succession.predecessor_id from unit_successions succession join before on succession.successor_id = before.id
    where succession.undone_by is null
  ), after (id) as (
    select unit_id from place
    union
    select succession.successor_id from unit_successions succession join after on succession.predecessor_id = after.id
    where succession.undone_by is null
  ), same (path) as (
    select path from units where id in (select id from before union select id from after)
  ), held as (
    select membership.created_at, membership.ended_at
    from memberships membership join units unit on unit.id = membership.unit_id
    where membership.person_id = person and exists (select 1 from same where unit.path <@ same.path)
  )
  select case
    when exists (select 1 from held where ended_at is null) then 'own-unit'
    when exists (
      select 1 from held, place
      where held.ended_at >= (left(place.school_year, 4) || '-08-01')::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
        and held.created_at < (right(place.school_year, 4) || '-08-01')::date::timestamp at time zone 'Asia/Ho_Chi_Minh'
    ) then 'worked-there'
    when exists (
      select 1 from assessment_conflicts declared
      where declared.campaign_unit_id = part and declared.person_id = person and declared.withdrawn_at is null
    ) then 'declared'
  end
$$;
