-- A session of training that a body holds for units of its branch, of a campaign or of none.
create table training_sessions (
  id uuid primary key,
  organiser_unit_id uuid not null references units (id),
  campaign_id uuid references campaigns (id),
  title text not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  form text not null check (form in ('in-person', 'online', 'both')),
  place text not null default '',
  link text,
  topics text not null default '',
  links jsonb not null default '[]',
  status text not null default 'planned' check (status in ('planned', 'closed', 'cancelled')),
  conclusion text not null default '',
  cancel_reason text,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Name of the session and its place, in one case and without accents.
  search text not null generated always as (unaccented(title || ' ' || place)) stored,
  constraint training_sessions_times check (starts_at < ends_at),
  constraint training_sessions_cancelled check ((status = 'cancelled') = (cancel_reason is not null))
);
create index training_sessions_organiser_unit_id on training_sessions (organiser_unit_id);
create index training_sessions_campaign_id on training_sessions (campaign_id);
create index training_sessions_starts_at on training_sessions (starts_at desc, id desc);
create index training_sessions_search on training_sessions using gin (search gin_trgm_ops);

-- Places that follow a session together (điểm cầu).
create table training_sites (
  id uuid primary key,
  session_id uuid not null references training_sessions (id),
  position integer not null,
  name text not null,
  address text not null default ''
);
create index training_sites_session_id on training_sites (session_id, position);

-- Who is invited, under which name and managing body at that time.
create table training_invitations (
  session_id uuid not null references training_sessions (id),
  unit_id uuid not null references units (id),
  body_unit_id uuid references units (id),
  unit_code text not null,
  unit_name text collate vi not null,
  unit_type text not null,
  invited_at timestamptz not null default now(),
  primary key (session_id, unit_id)
);
create index training_invitations_unit_id on training_invitations (unit_id);
create index training_invitations_body_unit_id on training_invitations (body_unit_id);

-- People of invited units, and guests of whom only name and office are kept.
create table training_attendees (
  id uuid primary key,
  session_id uuid not null,
  unit_id uuid not null,
  person_id uuid references people (id),
  site_id uuid references training_sites (id) on delete set null,
  name text collate vi not null check (name <> ''),
  office text not null default '',
  attended boolean,
  registered_at timestamptz not null default now(),
  registered_by text not null,
  registered_by_id uuid not null,
  marked_at timestamptz,
  marked_by text,
  marked_by_id uuid,
  constraint training_attendees_invited foreign key (session_id, unit_id)
    references training_invitations (session_id, unit_id),
  constraint training_attendees_marked check (num_nulls(marked_at, marked_by, marked_by_id) in (0, 3))
);
create index training_attendees_invitation on training_attendees (session_id, unit_id, name);
create index training_attendees_person_id on training_attendees (person_id);
create index training_attendees_site_id on training_attendees (site_id);
create unique index training_attendees_person_once on training_attendees (session_id, person_id) where person_id is not null;
create unique index training_attendees_guest_once on training_attendees
  (session_id, unit_id, lower(name), lower(office)) where person_id is null;

-- Files of the materials. One that was taken away keeps its row: who took it and when.
create table training_attachments (
  session_id uuid not null references training_sessions (id),
  attachment_id uuid not null references attachments (id),
  removed_at timestamptz,
  removed_by text,
  removed_by_id uuid,
  primary key (session_id, attachment_id),
  constraint training_attachments_removed check (num_nulls(removed_at, removed_by, removed_by_id) in (0, 3))
);
create index training_attachments_attachment_id on training_attachments (attachment_id);

create table training_questions (
  id uuid primary key,
  session_id uuid not null,
  unit_id uuid not null,
  text text not null,
  asked_by text not null,
  asked_by_id uuid not null,
  asked_at timestamptz not null default now(),
  answer text,
  answered_by text,
  answered_at timestamptz,
  hidden boolean not null default false,
  hidden_reason text,
  version integer not null default 1,
  saved_at timestamptz not null default now(),
  saved_by text not null,
  saved_by_id uuid not null,
  constraint training_questions_invited foreign key (session_id, unit_id)
    references training_invitations (session_id, unit_id),
  constraint training_questions_answered check (num_nulls(answer, answered_by, answered_at) in (0, 3)),
  constraint training_questions_hidden check (hidden = (hidden_reason is not null))
);
create index training_questions_invitation on training_questions (session_id, unit_id);

-- Every question with its answer as it stood, the present one among them. Append-only.
create table training_question_versions (
  question_id uuid not null references training_questions (id),
  version integer not null,
  text text not null,
  answer text,
  hidden boolean not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  primary key (question_id, version)
);
create trigger training_question_versions_append_only before update or delete or truncate on training_question_versions
  for each statement execute function refuse_change();

-- What became of a session: times and places it had, why it was cancelled. Append-only.
create table training_events (
  id uuid primary key,
  session_id uuid not null references training_sessions (id),
  action text not null check (action in (
    'invited', 'changed', 'units-added', 'unit-removed', 'closed', 'reopened', 'cancelled')),
  changes jsonb not null default '{}',
  reason text,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  actor_name text not null
);
create index training_events_session_id on training_events (session_id, at);
create trigger training_events_append_only before update or delete or truncate on training_events
  for each statement execute function refuse_change();
