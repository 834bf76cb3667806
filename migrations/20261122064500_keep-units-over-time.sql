-- The first day on which the unit is no more; null while it stands. Closed units stay: records refer to them.
alter table units add column closed_on date;
create index units_closed_on on units (closed_on) where closed_on is not null;

-- An operation on units as it was ordered: by whom, on the strength of which decision, effective from which day.
create table unit_changes (
  id uuid primary key,
  kind text not null check (kind in ('rename', 'move', 'merge', 'split', 'close', 'reopen', 'reorganise', 'undo')),
  effective_on date not null,
  decision_number text not null,
  decision_date date not null,
  note text not null default '',
  -- Whether files that are not decided yet go to the new managing body.
  hand_over boolean not null,
  -- The steps it comes to, as the rules read them.
  steps jsonb not null,
  undoes uuid references unit_changes (id),
  recorded_at timestamptz not null default clock_timestamp(),
  actor_name text not null,
  actor_unit_id uuid not null references units (id),
  -- A person or a machine, by its key.
  actor_person_id uuid references people (id),
  actor_api_key_id uuid references api_keys (id),
  constraint unit_changes_one_actor check (num_nonnulls(actor_person_id, actor_api_key_id) = 1)
);
create index unit_changes_effective_on on unit_changes (effective_on desc, id desc);
create index unit_changes_undoes on unit_changes (undoes);
create index unit_changes_actor_api_key_id on unit_changes (actor_api_key_id);
create index unit_changes_actor_person_id on unit_changes (actor_person_id);
create index unit_changes_actor_unit_id on unit_changes (actor_unit_id);
create trigger unit_changes_append_only before update or delete or truncate on unit_changes
  for each statement execute function refuse_change();

-- What became of it. A change is carried out once or called off once, never both.
create table unit_change_events (
  id uuid primary key,
  change_id uuid not null references unit_changes (id),
  action text not null check (action in ('planned', 'applied', 'cancelled', 'failed')),
  report jsonb not null default '{}',
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  actor_name text not null
);
create index unit_change_events_change_id on unit_change_events (change_id, at);
create unique index unit_change_events_settled on unit_change_events (change_id) where action in ('applied', 'cancelled');
create trigger unit_change_events_append_only before update or delete or truncate on unit_change_events
  for each statement execute function refuse_change();

-- The units it is about. What they were and what they became is filled in once, when it is carried out.
create table unit_change_units (
  change_id uuid not null references unit_changes (id),
  unit_id uuid not null references units (id),
  part text not null check (part in ('subject', 'predecessor', 'successor')),
  before jsonb,
  after jsonb,
  primary key (change_id, unit_id)
);
create index unit_change_units_unit_id on unit_change_units (unit_id);
create function refuse_second_effect() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or old.after is not null then
    raise exception 'unit_change_units is filled in once' using errcode = 'restrict_violation';
  end if;
  return new;
end $$;
create trigger unit_change_units_filled_once before update or delete on unit_change_units
  for each row execute function refuse_second_effect();

-- Whose place a unit has taken. After a merger the successor reads what its predecessors have left.
create table unit_successions (
  change_id uuid not null references unit_changes (id),
  predecessor_id uuid not null references units (id),
  successor_id uuid not null references units (id),
  reads boolean not null,
  undone_by uuid references unit_changes (id),
  primary key (change_id, predecessor_id, successor_id),
  constraint unit_successions_not_itself check (predecessor_id <> successor_id)
);
create index unit_successions_predecessor_id on unit_successions (predecessor_id);
create index unit_successions_successor_id on unit_successions (successor_id);
create index unit_successions_undone_by on unit_successions (undone_by);

-- Memberships that ended with a unit, and the one that a person was given in its successor.
create table unit_change_memberships (
  change_id uuid not null references unit_changes (id),
  membership_id uuid not null references memberships (id),
  carried_id uuid references memberships (id),
  primary key (change_id, membership_id)
);
create index unit_change_memberships_membership_id on unit_change_memberships (membership_id);
create index unit_change_memberships_carried_id on unit_change_memberships (carried_id);

-- What a unit was called, its code, kind and place, from one day to the day before another. `units` is the last of
-- these. The first begins with null: since before anything was recorded here.
create table unit_versions (
  id uuid primary key default gen_random_uuid(),
  unit_id uuid not null references units (id),
  valid_from date,
  valid_to date,
  code text not null,
  name text collate vi not null,
  type text not null,
  ownership text,
  parent_id uuid references units (id),
  path ltree not null,
  -- Closed: in these days the unit was not.
  closed boolean not null,
  -- The operation that made it so; null: the unit was simply entered.
  change_id uuid references unit_changes (id),
  -- Each begins once and ends once, and where one ends another begins (below): they follow each other in one line.
  -- An exclusion of overlaps says the same at ten times the price for each of a thousand schools that move.
  constraint unit_versions_days check (valid_from < valid_to),
  constraint unit_versions_begin_once unique nulls not distinct (unit_id, valid_from),
  constraint unit_versions_no_overlap unique nulls not distinct (unit_id, valid_to)
);
create index unit_versions_parent_id on unit_versions (parent_id);
create index unit_versions_change_id on unit_versions (change_id);

insert into unit_versions (unit_id, code, name, type, ownership, parent_id, path, closed)
select id, code, name, type, ownership, parent_id, path, false from units;

-- Whoever writes to `units`, by whatever way, keeps its versions in step: a new unit gets its first one, and a plain
-- change is a correction of the current one. An operation ends the current version first and then corrects the next.
create function keep_unit_version() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into unit_versions (unit_id, code, name, type, ownership, parent_id, path, closed)
    values (new.id, new.code, new.name, new.type, new.ownership, new.parent_id, new.path, new.closed_on is not null);
  else
    update unit_versions
    set code = new.code, name = new.name, type = new.type, ownership = new.ownership, parent_id = new.parent_id,
      path = new.path, closed = new.closed_on is not null
    where unit_id = new.id and valid_to is null;
  end if;
  return null;
end $$;
create trigger units_keep_version after insert or update of code, name, type, ownership, parent_id, path, closed_on
  on units for each row execute function keep_unit_version();

-- The versions of a unit follow each other without a gap and the last has no end.
create function require_unbroken_versions() returns trigger language plpgsql as $$
declare
  of_unit uuid := coalesce(new.unit_id, old.unit_id);
begin
  if (select count(*) from unit_versions where unit_id = of_unit and valid_to is null) <> 1 or exists (
    select from unit_versions ended where ended.unit_id = of_unit and ended.valid_to is not null and not exists (
      select from unit_versions next where next.unit_id = of_unit and next.valid_from = ended.valid_to))
  then
    raise exception 'The versions of unit % have a gap', of_unit
      using errcode = 'check_violation', constraint = 'unit_versions_no_gap';
  end if;
  return null;
end $$;
create constraint trigger unit_versions_no_gap after insert or update or delete on unit_versions
  deferrable initially deferred for each row execute function require_unbroken_versions();

-- A unit that is added while its superior moves or closes: it waits, and stands where the superior then stands.
create function place_unit() returns trigger language plpgsql as $$
declare
  superior record;
begin
  if new.parent_id is null then
    return new;
  end if;
  select path, closed_on into superior from units where id = new.parent_id for share;
  if superior.closed_on is not null then
    raise exception 'The superior is closed' using errcode = 'check_violation', constraint = 'units_parent_open';
  end if;
  new.path := superior.path || text2ltree(replace(new.id::text, '-', ''));
  return new;
end $$;
create trigger units_parent_open before insert on units for each row execute function place_unit();

-- Nobody comes to hold a role in a unit that is closed, nor in one that is being closed.
create function refuse_closed_unit() returns trigger language plpgsql as $$
begin
  if (select closed_on from units where id = new.unit_id for share) is not null then
    raise exception 'The unit is closed' using errcode = 'check_violation', constraint = 'memberships_unit_open';
  end if;
  return new;
end $$;
create trigger memberships_unit_open before insert on memberships for each row execute function refuse_closed_unit();

-- The units that a participating unit and its assessing unit stood under when it came into the campaign, themselves
-- included: who sees a file is looked up here, so that a unit that moves keeps what was its own.
alter table campaign_units add column line text[] not null
  generated always as (string_to_array(ltree2text(unit_path) || '.' || ltree2text(assessor_path), '.')) stored;
create index campaign_units_line on campaign_units using gin (line);

alter table campaign_events drop constraint campaign_events_action_check;
alter table campaign_events add constraint campaign_events_action_check
  check (action ~ '^[a-z]+(-[a-z]+)*$');
