create table campaigns (
  id uuid primary key,
  province_unit_id uuid not null references units (id),
  title text not null,
  school_year text not null check (school_year ~ '^\d{4}-\d{4}$'),
  plan_number text,
  plan_date date,
  self_assessment_due date not null,
  external_assessment_due date not null,
  participation jsonb not null,
  version integer not null default 1,
  opened_at timestamptz not null default now(),
  opened_by text not null,
  constraint campaigns_title unique (province_unit_id, school_year, title),
  constraint campaigns_dates check (self_assessment_due <= external_assessment_due)
);

create table campaign_sets (
  campaign_id uuid not null references campaigns (id),
  unit_type text not null,
  indicator_set_id uuid not null references indicator_sets (id),
  primary key (campaign_id, unit_type)
);
create index campaign_sets_indicator_set_id on campaign_sets (indicator_set_id);

-- Who takes part and who assesses whom: data, per unit and campaign. Name, type and superiors are kept as they were
-- when the campaign opened, so that a past campaign keeps the tree of its time.
create table campaign_units (
  id uuid primary key,
  campaign_id uuid not null references campaigns (id),
  unit_id uuid not null references units (id),
  indicator_set_id uuid not null references indicator_sets (id),
  unit_code text not null,
  unit_name text collate vi not null,
  unit_type text not null,
  unit_path ltree not null,
  assessor_unit_id uuid not null references units (id),
  assessor_code text not null,
  assessor_name text collate vi not null,
  assessor_type text not null,
  assessor_path ltree not null,
  version integer not null default 1,
  constraint campaign_units_once unique (campaign_id, unit_id),
  constraint campaign_units_not_own_assessor check (unit_id <> assessor_unit_id)
);
create index campaign_units_name on campaign_units (campaign_id, unit_name, id);
create index campaign_units_unit_id on campaign_units (unit_id);
create index campaign_units_indicator_set_id on campaign_units (indicator_set_id);
create index campaign_units_assessor_unit_id on campaign_units (assessor_unit_id);
create index campaign_units_unit_path on campaign_units using gist (unit_path);
create index campaign_units_assessor_path on campaign_units using gist (assessor_path);
create index campaign_units_search on campaign_units using gin (unaccented(unit_name || ' ' || unit_code) gin_trgm_ops);

-- The external assessment team of a unit in a campaign.
create table campaign_unit_assessors (
  campaign_unit_id uuid not null references campaign_units (id),
  person_id uuid not null references people (id),
  duty text not null check (duty in ('head', 'secretary', 'member')),
  added_at timestamptz not null default now(),
  primary key (campaign_unit_id, person_id)
);
create index campaign_unit_assessors_person_id on campaign_unit_assessors (person_id);
create unique index campaign_unit_assessors_one_head on campaign_unit_assessors (campaign_unit_id) where duty = 'head';

-- What was done with a campaign after it was opened, and by whom.
create table campaign_events (
  id uuid primary key,
  campaign_id uuid not null references campaigns (id),
  -- Null: the campaign itself.
  campaign_unit_id uuid references campaign_units (id),
  action text not null check (action in ('opened', 'changed', 'unit-added', 'assessor-changed')),
  -- What changed: `{ "selfAssessmentDue": ["2025-01-31", "2025-02-14"] }`.
  changes jsonb not null default '{}',
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  actor_name text not null
);
create index campaign_events_campaign_id on campaign_events (campaign_id, at);
create index campaign_events_campaign_unit_id on campaign_events (campaign_unit_id);
create trigger campaign_events_append_only before update or delete or truncate on campaign_events
  for each statement execute function refuse_change();
