-- The self-assessment council of a file (source 001, III.1): set up by a decision, changed by further ones.
create table councils (
  submission_id uuid primary key references submissions (id),
  -- Decisions, assignments and plan each make it the next.
  version integer not null check (version > 0),
  -- The council's own plan: steps with their days.
  steps jsonb not null default '[]'
);

create table council_decisions (
  id uuid primary key,
  submission_id uuid not null references councils (submission_id),
  sequence integer not null check (sequence > 0),
  number text not null check (number <> ''),
  signed_on date not null,
  signatory text not null,
  office text not null,
  reason text,
  made_at timestamptz not null,
  made_by text not null,
  made_by_id uuid not null,
  stands_for jsonb,
  constraint council_decisions_sequence unique (submission_id, sequence),
  constraint council_decisions_reason check (sequence = 1 or reason <> '')
);
create unique index council_decisions_number on council_decisions
  (submission_id, replace(lower(normalize(number, nfc)), ' ', ''));
create trigger council_decisions_append_only before update or delete or truncate on council_decisions
  for each statement execute function refuse_change();

create table council_members (
  id uuid primary key,
  decision_id uuid not null references council_decisions (id),
  position integer not null,
  -- Null: a member without an account, who takes no part in the app.
  person_id uuid references people (id),
  name text collate vi not null check (name <> ''),
  office text not null,
  duty text not null check (duty in ('chairperson', 'deputy', 'secretary', 'member')),
  constraint council_members_once unique (decision_id, person_id),
  constraint council_members_officers check (duty not in ('chairperson', 'secretary') or person_id is not null)
);
create unique index council_members_one_chairperson on council_members (decision_id) where duty = 'chairperson';
create unique index council_members_one_secretary on council_members (decision_id) where duty = 'secretary';
create index council_members_person_id on council_members (person_id);
create trigger council_members_append_only before update or delete or truncate on council_members
  for each statement execute function refuse_change();

-- Whose line is whose, now.
create table council_assignments (
  submission_id uuid not null references councils (submission_id),
  criterion_code text not null,
  person_id uuid not null references people (id),
  assigned_at timestamptz not null,
  assigned_by text not null,
  assigned_by_id uuid not null,
  primary key (submission_id, criterion_code, person_id)
);
create index council_assignments_person_id on council_assignments (person_id);

-- What each member says of a line: beside the school's column, never in it.
create table council_scores (
  submission_id uuid not null references councils (submission_id),
  criterion_code text not null,
  person_id uuid not null references people (id),
  met boolean,
  score numeric(6,2),
  count integer check (count >= 0),
  numerator integer check (numerator >= 0),
  denominator integer check (denominator >= 0),
  choice integer,
  items integer[],
  fields jsonb not null default '{}',
  note text not null default '',
  awarded numeric(6,2),
  maximum numeric(6,2) not null,
  comment text not null default '',
  version integer not null check (version > 0),
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  primary key (submission_id, criterion_code, person_id),
  constraint council_scores_score check (score between 0 and maximum),
  constraint council_scores_awarded check (awarded between 0 and maximum),
  constraint council_scores_part_of_whole check (numerator <= denominator)
);
create index council_scores_person_id on council_scores (person_id);
create trigger council_scores_kept before delete or truncate on council_scores
  for each statement execute function refuse_change();

-- What the council agreed on where its members said different things, and which of their scores it had before it.
create table council_settlements (
  id uuid primary key,
  submission_id uuid not null references councils (submission_id),
  criterion_code text not null,
  answer jsonb not null,
  reason text,
  scores jsonb not null,
  settled_at timestamptz not null,
  settled_by text not null,
  settled_by_id uuid not null
);
create index council_settlements_submission_id on council_settlements (submission_id, criterion_code, id desc);
create trigger council_settlements_kept before delete or truncate on council_settlements
  for each statement execute function refuse_change();
create trigger council_settlements_keep before update on council_settlements
  for each row execute function refuse_change_but_name('settled_by');

create table council_minutes (
  id uuid primary key,
  submission_id uuid not null references councils (submission_id),
  meeting integer not null check (meeting > 0),
  revision integer not null check (revision > 0),
  correction text,
  decision_id uuid not null references council_decisions (id),
  version integer not null default 1,
  number text,
  held_from timestamptz not null,
  held_to timestamptz,
  place text not null default '',
  attendance jsonb not null,
  headings jsonb not null,
  conclusion text not null default '',
  votes jsonb,
  -- Answers, result and differences as they stood with the first signature.
  drawn jsonb,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  chairperson_signed_at timestamptz,
  chairperson_signed_by text,
  chairperson_signed_by_id uuid,
  secretary_signed_at timestamptz,
  secretary_signed_by text,
  secretary_signed_by_id uuid,
  closed_at timestamptz,
  constraint council_minutes_revision unique (submission_id, meeting, revision),
  constraint council_minutes_correction check (revision = 1 or correction <> ''),
  constraint council_minutes_signed check (
    num_nulls(chairperson_signed_at, chairperson_signed_by, chairperson_signed_by_id) in (0, 3)
    and num_nulls(secretary_signed_at, secretary_signed_by, secretary_signed_by_id) in (0, 3)),
  constraint council_minutes_closed check (
    (closed_at is null) = (chairperson_signed_at is null or secretary_signed_at is null)),
  constraint council_minutes_drawn check (
    (drawn is null) = (chairperson_signed_at is null and secretary_signed_at is null))
);
create unique index council_minutes_one_draft on council_minutes (submission_id) where closed_at is null;
create index council_minutes_decision_id on council_minutes (decision_id);

-- Once both have signed, minutes stay as they are: a correction is a further revision.
create function keep_closed_minutes() returns trigger language plpgsql as $$
begin
  if old.closed_at is not null then
    raise exception 'closed minutes are append-only' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger council_minutes_keep before update or delete on council_minutes
  for each row execute function keep_closed_minutes();
create trigger council_minutes_kept before truncate on council_minutes
  for each statement execute function refuse_change();

-- The decision by which the head approved; the minutes of that moment are those closed before it.
create table submission_approvals (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  -- Version of the file that was approved.
  submission_version integer not null,
  unit_id uuid not null references units (id),
  number text not null check (number <> ''),
  signed_on date not null,
  year integer not null generated always as (extract(year from signed_on)::integer) stored,
  signatory text not null,
  office text not null,
  without_council text check (without_council <> ''),
  approved_at timestamptz not null,
  approved_by text not null,
  approved_by_id uuid not null,
  stands_for jsonb,
  constraint submission_approvals_once unique (submission_id, submission_version)
);
create unique index submission_approvals_number on submission_approvals
  (unit_id, year, replace(lower(normalize(number, nfc)), ' ', ''));
create trigger submission_approvals_append_only before update or delete or truncate on submission_approvals
  for each statement execute function refuse_change();

-- Signed papers: the newest counts, earlier ones stay.
create table council_papers (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  paper text not null check (paper in ('decision', 'minutes', 'approval')),
  about_id uuid not null,
  attachment_id uuid not null references attachments (id)
);
create index council_papers_submission_id on council_papers (submission_id);
create index council_papers_about_id on council_papers (about_id);
create index council_papers_attachment_id on council_papers (attachment_id);
create trigger council_papers_append_only before update or delete or truncate on council_papers
  for each statement execute function refuse_change();
