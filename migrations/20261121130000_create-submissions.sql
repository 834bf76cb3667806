-- The file of one unit in one campaign. Totals and levels stand here as the last saved line left them.
create table submissions (
  id uuid primary key,
  campaign_unit_id uuid not null references campaign_units (id),
  status text not null default 'drafting' check (status in ('drafting', 'awaiting-approval', 'approved', 'submitted',
    'returned', 'accepted', 'assessing', 'assessed', 'recognised', 'refused', 'published')),
  status_since timestamptz not null default now(),
  round integer not null default 0,
  version integer not null default 1,
  return_due date,
  finished_by uuid references people (id),
  answered integer not null default 0,
  line_count integer not null,
  self_total numeric(6,2) not null default 0,
  self_level integer,
  external_total numeric(6,2),
  external_level integer,
  recognised_level integer,
  constraint submissions_one_per_campaign_unit unique (campaign_unit_id)
);
create index submissions_finished_by on submissions (finished_by);
create index submissions_status on submissions (status);

-- The school's column. The external team's and the recognised one are tables of their own: none overwrites another.
create table submission_lines (
  submission_id uuid not null references submissions (id),
  criterion_code text not null,
  met boolean,
  score numeric(6,2),
  count integer check (count >= 0),
  numerator integer check (numerator >= 0),
  denominator integer check (denominator >= 0),
  choice integer,
  items integer[],
  fields jsonb not null default '{}',
  note text not null default '',
  -- What the line comes to, and the most it can: reports sum the first, the database refuses more than the second.
  awarded numeric(6,2),
  maximum numeric(6,2) not null,
  version integer not null,
  saved_at timestamptz not null default now(),
  saved_by text not null,
  saved_by_id uuid not null,
  primary key (submission_id, criterion_code),
  constraint submission_lines_score check (score between 0 and maximum),
  constraint submission_lines_awarded check (awarded between 0 and maximum),
  constraint submission_lines_part_of_whole check (numerator <= denominator)
);

-- Every save of a line of either side, in order; nothing here is changed or removed.
create table line_saves (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  side text not null check (side in ('self', 'external')),
  criterion_code text not null,
  version integer not null,
  answer jsonb not null,
  reason text,
  saved_at timestamptz not null default now(),
  saved_by text not null,
  saved_by_id uuid not null
);
create index line_saves_submission_id on line_saves (submission_id, side, criterion_code);

-- Every move, who made it, when and why. Append-only.
create table submission_events (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  action text not null,
  from_status text,
  to_status text not null,
  round integer not null,
  reason text,
  due date,
  remarks jsonb not null default '[]',
  self_total numeric(6,2),
  self_level integer,
  external_total numeric(6,2),
  external_level integer,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_name text not null,
  unit_name text not null
);
create index submission_events_submission_id on submission_events (submission_id, at);

-- Reasons beside the criteria, open until the next round is sent.
create table submission_remarks (
  submission_id uuid not null references submissions (id),
  criterion_code text not null,
  text text not null,
  primary key (submission_id, criterion_code)
);

create trigger line_saves_append_only before update or delete or truncate on line_saves
  for each statement execute function refuse_change();
create trigger submission_events_append_only before update or delete or truncate on submission_events
  for each statement execute function refuse_change();
