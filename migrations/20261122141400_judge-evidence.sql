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
