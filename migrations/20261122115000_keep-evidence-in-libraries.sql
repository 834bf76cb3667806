-- A piece of evidence belongs to a unit and a school year; `evidence` is its place in the register of one file, with the
-- code it has there. What a piece says of itself moves from the register to the piece.
create table evidence_pieces (
  id uuid primary key,
  unit_id uuid not null references units (id),
  school_year text not null,
  kind text not null check (kind in ('file', 'link', 'figure', 'document')),
  title text not null,
  note text not null default '',
  -- Of a paper: what it is, its number and symbol, its date, who issued it, and the days for which it holds.
  document_kind text check (document_kind in
    ('plan', 'decision', 'dispatch', 'minutes', 'report', 'photograph', 'screenshot', 'export', 'other')),
  document_number text,
  issued_on date,
  issuer text,
  valid_from date,
  valid_until date,
  url text,
  -- What the last look at the link found; null until somebody looked.
  link_state text check (link_state in ('up', 'down', 'refused')),
  link_fault text,
  link_checked_at timestamptz,
  figure_value numeric,
  figure_unit text,
  figure_source text,
  -- Carried over from an earlier year, and whether somebody has yet to look at it or replace it.
  carried_from_id uuid references evidence_pieces (id),
  to_renew boolean not null default false,
  added_at timestamptz not null,
  added_by text not null,
  added_by_id uuid not null,
  removed_at timestamptz,
  -- The bin was emptied: the files are gone, the row stays for the record.
  purged_at timestamptz,
  version integer not null default 1,
  constraint evidence_pieces_link check (kind <> 'link' or url is not null),
  constraint evidence_pieces_figure check (kind <> 'figure' or num_nulls(figure_value, figure_unit, figure_source) = 0),
  constraint evidence_pieces_figure_value
    check (figure_value between 0 and 100000000 and scale(figure_value) <= 6),
  constraint evidence_pieces_document
    check (kind <> 'document' or num_nulls(document_kind, document_number, issued_on, issuer) = 0),
  constraint evidence_pieces_validity check (valid_until >= valid_from)
);
create index evidence_pieces_unit on evidence_pieces (unit_id, school_year);
create index evidence_pieces_carried_from_id on evidence_pieces (carried_from_id);
create index evidence_pieces_links on evidence_pieces (link_checked_at nulls first)
  where kind = 'link' and removed_at is null;

create table evidence_files (
  id uuid primary key,
  piece_id uuid not null references evidence_pieces (id),
  position integer not null,
  name text not null,
  size bigint not null check (size > 0),
  media_type text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text not null,
  -- `unscanned`: no scanner is set up. Waiting files are offered to nobody outside their unit, infected ones to nobody.
  scan text not null default 'unscanned' check (scan in ('unscanned', 'waiting', 'clean', 'infected')),
  scanned_at timestamptz,
  threat text,
  constraint evidence_files_position unique (piece_id, position),
  constraint evidence_files_threat check ((scan = 'infected') = (threat is not null))
);
-- The same content, within the unit and across units: copied reports are noticed.
create index evidence_files_sha256 on evidence_files (sha256);
create index evidence_files_waiting on evidence_files (id) where scan = 'waiting';

insert into evidence_pieces (id, unit_id, school_year, kind, title, url, figure_value, figure_unit, figure_source,
    added_at, added_by, added_by_id)
  select evidence.id, campaign_units.unit_id, campaigns.school_year, evidence.kind, evidence.title, evidence.url,
    figure_value, figure_unit, figure_source, evidence.added_at, evidence.added_by, evidence.added_by_id
  from evidence join campaign_units on campaign_units.id = evidence.campaign_unit_id
    join campaigns on campaigns.id = campaign_units.campaign_id;
insert into evidence_files (id, piece_id, position, name, size, media_type, sha256, storage_key)
  select id, id, 1, file_name, file_size, media_type, sha256, storage_key from evidence where kind = 'file';

alter table evidence
  add piece_id uuid references evidence_pieces (id),
  -- In accreditation the box is part of the code.
  add box integer not null default 1 check (box between 1 and 999);
update evidence set piece_id = id;
alter table evidence
  alter piece_id set not null,
  drop kind, drop title, drop url, drop file_name, drop file_size, drop media_type, drop sha256, drop storage_key,
  drop figure_value, drop figure_unit, drop figure_source,
  add constraint evidence_once unique (campaign_unit_id, piece_id);
create index evidence_piece_id on evidence (piece_id);

alter table evidence_events drop constraint evidence_events_action_check;
alter table evidence_events add constraint evidence_events_action_check
  check (action in ('added', 'renamed', 'linked', 'unlinked', 'restored', 'described', 'boxed', 'recoded'));

-- What happened to a piece in the library of its unit. Append-only.
create table evidence_piece_events (
  id uuid primary key,
  piece_id uuid not null references evidence_pieces (id),
  action text not null check (action in ('added', 'described', 'files-added', 'file-removed', 'carried-over', 'renewed',
    'removed', 'restored', 'purged', 'infected')),
  detail jsonb not null default '{}',
  at timestamptz not null,
  actor_id uuid not null,
  actor_name text not null
);
create index evidence_piece_events_piece_id on evidence_piece_events (piece_id, at);
create index evidence_piece_events_actor_id on evidence_piece_events (actor_id);
create trigger evidence_piece_events_append_only before delete or truncate on evidence_piece_events
  for each statement execute function refuse_change();
create trigger evidence_piece_events_keep before update on evidence_piece_events
  for each row execute function refuse_change_but_name('actor_name');

-- How the documents of a unit lie in boxes: all in one, one a group of criteria, one a criterion.
create table evidence_settings (
  unit_id uuid primary key references units (id),
  boxes text not null default 'one' check (boxes in ('one', 'by-group', 'by-criterion')),
  first_box integer not null default 1 check (first_box between 1 and 900)
);

-- Pieces that a file relies on which the school cannot change now: they stay as they are.
create view evidence_relied_on as
  select evidence.piece_id, evidence.campaign_unit_id
  from evidence
    join submissions on submissions.campaign_unit_id = evidence.campaign_unit_id
  where evidence.removed_at is null and submissions.status not in ('drafting', 'returned');

-- A file on its way in, in as many parts as the line allows. What has arrived lies beside the other incoming files.
create table uploads (
  id uuid primary key,
  unit_id uuid not null references units (id),
  uploaded_by_id uuid not null,
  uploaded_by text not null,
  name text not null,
  size bigint not null check (size > 0),
  -- What it was meant for, so that it finds its place again after a reload.
  purpose jsonb not null default '{}',
  begun_at timestamptz not null,
  touched_at timestamptz not null,
  -- The process that is taking in a part just now, and until when that is sure.
  holder uuid,
  held_until timestamptz,
  -- Of what arrived whole and was found to be of an allowed type.
  media_type text,
  sha256 text check (sha256 ~ '^[0-9a-f]{64}$'),
  kept_size bigint,
  storage_key text,
  scan text not null default 'unscanned' check (scan in ('unscanned', 'waiting', 'clean', 'infected')),
  scanned_at timestamptz,
  threat text,
  taken_on date,
  constraint uploads_whole check (num_nulls(media_type, sha256, kept_size, storage_key) in (0, 4))
);
create index uploads_unit_id on uploads (unit_id, uploaded_by_id);
create index uploads_touched_at on uploads (touched_at);
create index uploads_storage_key on uploads (storage_key);
create index evidence_files_storage_key on evidence_files (storage_key);

-- What somebody did in the library belongs to the copy of their data too.
create or replace view records_of_people as
  select actor_id as person_id, at, 'submission.' || action as kind, submission_id as about from submission_events
  union all select saved_by_id, saved_at, 'line.' || side, submission_id from line_saves
  union all select actor_id, at, 'evidence.' || action, evidence_id from evidence_events
  union all select recorded_by_id, recorded_at, 'recognition-decision', id from recognition_decisions
  union all select published_by_id, published_at, 'publication', submission_id from publications
  union all select recorded_by_id, recorded_at, 'measurement', unit_id from measurements
  union all select added_by_id, added_at, 'attachment', id from attachments
  union all select saved_by_id, saved_at, 'guidance', note_id from guidance_versions
  union all select actor_id, at, 'campaign.' || action, campaign_id from campaign_events
  union all select actor_id, at, 'indicator-set.' || event, indicator_set_id from indicator_set_events
  union all select person_id, added_at, 'assessment-team.' || duty, campaign_unit_id from campaign_unit_assessors
  union all select actor_id, granted_at, 'extension', milestone_id from milestone_extensions
  union all select actor_id, at, 'delivery.' || action, delivery_id from delivery_events
  union all select actor_id, sent_at, 'reminder', milestone_id from reminders
  union all select person_id, at, 'notice.' || kind, id from notices
  union all select actor_id, at, 'training.' || action, session_id from training_events
  union all select saved_by_id, saved_at, 'training.question', question_id from training_question_versions
  union all select person_id, registered_at, 'training.attendee', session_id from training_attendees
  union all select registered_by_id, registered_at, 'training.register', session_id from training_attendees
  union all select marked_by_id, marked_at, 'training.mark', session_id from training_attendees
  union all select removed_by_id, removed_at, 'training.file-removed', session_id from training_attachments
  union all select removed_by_id, removed_at, 'guidance.file-removed', note_id from guidance_attachments
  union all select actor_id, at, 'earlier-result.' || action, result_id from earlier_result_events
  union all select actor_id, at, 'unit-change.' || action, change_id from unit_change_events
  union all select checked_by_id, checked_at, 'import.check', id from imports
  union all select applied_by_id, applied_at, 'import.confirm', id from imports
  union all select membership.person_id, feed.created_at, 'calendar-feed', feed.id
    from calendar_feeds feed join memberships membership on membership.id = feed.membership_id
  union all select actor_person_id, at, 'account.' || action, coalesce(person_id, unit_id, api_key_id)
    from identity_events where actor_person_id is distinct from person_id
      and coalesce(person_id, unit_id, api_key_id) is not null
  union all select actor_id, at, 'evidence-piece.' || action, piece_id from evidence_piece_events
  union all select uploaded_by_id, begun_at, 'upload', id from uploads;
