-- Figures of units by school year, as other systems push them. Append-only: a newer figure stands beside the older one.
create table measurements (
  id uuid primary key,
  unit_id uuid not null references units (id),
  school_year text not null,
  key text not null,
  -- Either a whole number or, where the figure is none (a date of synchronisation), a short text.
  figure integer check (figure >= 0),
  text text,
  source text not null,
  measured_at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  recorded_by text not null,
  recorded_by_id uuid not null,
  constraint measurements_value check (num_nonnulls(figure, text) = 1),
  -- One source says one thing of one moment; the same sent again is known already.
  constraint measurements_once unique (unit_id, school_year, key, measured_at, source)
);
-- The newest figure of each key.
create index measurements_newest on measurements (unit_id, school_year, key, measured_at desc, recorded_at desc, id desc);
create trigger measurements_append_only before update or delete or truncate on measurements
  for each statement execute function refuse_change();
