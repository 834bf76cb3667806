-- What the external team says of the evidence. Each verdict is a new version and none is changed: the newest counts.
create table evidence_verdicts (
  evidence_id uuid not null references evidence (id),
  criterion_code text not null,
  version integer not null check (version > 0),
  submission_id uuid not null references submissions (id),
  -- Null takes the verdict back.
  outcome text check (outcome in ('accepted', 'insufficient', 'not-relevant', 'expired')),
  note text not null default '',
  given_at timestamptz not null,
  given_by text not null,
  given_by_id uuid not null,
  constraint evidence_verdicts_version primary key (evidence_id, criterion_code, version),
  constraint evidence_verdicts_note check (outcome is null or outcome = 'accepted' or note <> '')
);
create index evidence_verdicts_submission_id on evidence_verdicts (submission_id);
create index evidence_verdicts_given_by_id on evidence_verdicts (given_by_id);
create trigger evidence_verdicts_append_only before delete or truncate on evidence_verdicts
  for each statement execute function refuse_change();
create trigger evidence_verdicts_keep before update on evidence_verdicts
  for each row execute function refuse_change_but_name('given_by');

-- What the team asks the school to hand in after the file was sent, and what it answered. No step is made twice, so the
-- row is its own history.
create table evidence_requests (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  criterion_code text not null,
  text text not null check (text <> ''),
  due date not null,
  status text not null default 'open' check (status in ('open', 'answered', 'closed', 'withdrawn')),
  version integer not null default 1,
  asked_at timestamptz not null,
  asked_by text not null,
  asked_by_id uuid not null,
  answer text check (answer <> ''),
  answered_at timestamptz,
  answered_by text,
  answered_by_id uuid,
  ended_at timestamptz,
  ended_by text,
  ended_by_id uuid,
  constraint evidence_requests_answer check (num_nulls(answer, answered_at, answered_by, answered_by_id) in (0, 4)),
  constraint evidence_requests_end check ((status in ('closed', 'withdrawn')) = (ended_at is not null))
);
create unique index evidence_requests_one_open on evidence_requests (submission_id, criterion_code)
  where status in ('open', 'answered');
create index evidence_requests_submission_id on evidence_requests (submission_id);
create trigger evidence_requests_kept before delete or truncate on evidence_requests
  for each statement execute function refuse_change();

-- For which request a piece was added to a criterion; null: it stood there when the file was sent.
alter table evidence_criteria add request_id uuid references evidence_requests (id);
create index evidence_criteria_request_id on evidence_criteria (request_id);

-- Files of office programs as PDF, once for each content in a unit. Without a key: it cannot be made.
create table evidence_renditions (
  id uuid primary key,
  unit_id uuid not null references units (id),
  of_sha256 text not null check (of_sha256 ~ '^[0-9a-f]{64}$'),
  storage_key text,
  size bigint,
  made_at timestamptz not null,
  constraint evidence_renditions_once unique (unit_id, of_sha256),
  constraint evidence_renditions_whole check (num_nulls(storage_key, size) in (0, 2))
);
create index evidence_renditions_storage_key on evidence_renditions (storage_key);

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
  union all select uploaded_by_id, begun_at, 'upload', id from uploads
  union all select given_by_id, given_at, 'evidence.verdict', evidence_id from evidence_verdicts
  union all select asked_by_id, asked_at, 'evidence-request.ask', id from evidence_requests
  union all select answered_by_id, answered_at, 'evidence-request.answer', id from evidence_requests
  union all select ended_by_id, ended_at, 'evidence-request.end', id from evidence_requests;
