-- Minutes of the work of an external team at a unit, or on its file alone. Closed ones never change: a correction is a
-- further version.
create table visit_minutes (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  number integer not null check (number > 0),
  status text not null default 'draft' check (status in ('draft', 'with-school', 'answered', 'closed')),
  content jsonb not null,
  correction text check (correction <> ''),
  answer_due date,
  school_agrees boolean,
  school_view text,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  answered_at timestamptz,
  answered_by text,
  answered_by_id uuid,
  answered_office text,
  closed_at timestamptz,
  closed_by text,
  closed_by_id uuid,
  closed_office text,
  version integer not null,
  constraint visit_minutes_number unique (submission_id, number),
  constraint visit_minutes_closed check ((status = 'closed') = (closed_at is not null)),
  constraint visit_minutes_answer check (num_nulls(answered_at, answered_by, answered_by_id, school_agrees) in (0, 4))
);
create index visit_minutes_saved_by_id on visit_minutes (saved_by_id);
create index visit_minutes_answered_by_id on visit_minutes (answered_by_id);
create index visit_minutes_closed_by_id on visit_minutes (closed_by_id);
create unique index visit_minutes_one_open on visit_minutes (submission_id) where status <> 'closed';
create function keep_closed_visit_minutes() returns trigger language plpgsql as $$
begin
  if old.status = 'closed' and (to_jsonb(old) - 'saved_by') is distinct from (to_jsonb(new) - 'saved_by') then
    raise exception 'Closed minutes do not change';
  end if;
  return new;
end $$;
create trigger visit_minutes_keep before update on visit_minutes for each row execute function keep_closed_visit_minutes();
create trigger visit_minutes_kept before delete or truncate on visit_minutes
  for each statement execute function refuse_change();
select audit_follow('visit_minutes', 'file', 'r.submission_id', omit => array['version', 'saved_by', 'answered_by', 'closed_by']);
