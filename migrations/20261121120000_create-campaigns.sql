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
  unit_name text not null,
  unit_type text not null,
  unit_path ltree not null,
  assessor_unit_id uuid not null references units (id),
  assessor_code text not null,
  assessor_name text not null,
  assessor_type text not null,
  assessor_path ltree not null,
  version integer not null default 1,
  constraint campaign_units_once unique (campaign_id, unit_id),
  constraint campaign_units_not_own_assessor check (unit_id <> assessor_unit_id)
);
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
