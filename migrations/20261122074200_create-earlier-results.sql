-- Results of years before the system, taken over from paper: one a unit, year and set. What the system found itself
-- stands elsewhere and is never touched from here.
create table earlier_results (
  id uuid primary key,
  unit_id uuid not null references units (id),
  school_year text not null,
  indicator_set_id uuid not null references indicator_sets (id),
  level integer not null check (level between 1 and 9),
  by_decision boolean not null default false,
  total numeric(6, 2) check (total >= 0),
  -- Totals of groups and scores of single lines, as on the wire: {"1": 62.5, "1.3": 20}.
  groups jsonb not null default '{}',
  lines jsonb not null default '{}',
  -- Conditions by code: met or not; empty where the paper says nothing of them.
  conditions jsonb not null default '{}',
  decision_number text,
  decision_signed_on date,
  decision_issuer text,
  public boolean not null default false,
  withdrawn_at timestamptz,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  recorded_by_id uuid not null,
  constraint earlier_results_once unique (unit_id, school_year, indicator_set_id),
  constraint earlier_results_decision check (
    num_nulls(decision_number, decision_signed_on, decision_issuer) in (0, 3)),
  constraint earlier_results_by_decision check (not by_decision or decision_number is not null)
);
create index earlier_results_indicator_set_id on earlier_results (indicator_set_id);
create index earlier_results_school_year on earlier_results (school_year);

-- What was taken over, corrected and withdrawn, field by field. Append-only.
create table earlier_result_events (
  id uuid primary key,
  result_id uuid not null references earlier_results (id),
  action text not null check (action in ('create', 'change', 'end')),
  fields jsonb not null,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  actor_name text not null
);
create index earlier_result_events_result_id on earlier_result_events (result_id, at);
create trigger earlier_result_events_append_only before update or delete or truncate on earlier_result_events
  for each statement execute function refuse_change();
