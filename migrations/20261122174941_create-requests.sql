-- With which request a file is sent, round by round; what was sent stays.
create table submission_requests (
  submission_id uuid not null references submissions (id),
  round integer not null check (round > 0),
  number text check (number <> ''),
  issued_on date,
  signatory text check (signatory <> ''),
  office text check (office <> ''),
  text text not null default '',
  version integer not null default 1,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  sent_at timestamptz,
  constraint submission_requests_round primary key (submission_id, round),
  constraint submission_requests_sent_whole check (
    sent_at is null or (num_nulls(number, issued_on, signatory, office) = 0 and text <> ''))
);
create index submission_requests_saved_by_id on submission_requests (saved_by_id);

create table submission_request_files (
  submission_id uuid not null,
  round integer not null,
  attachment_id uuid not null references attachments (id),
  removed_at timestamptz,
  primary key (submission_id, round, attachment_id),
  foreign key (submission_id, round) references submission_requests (submission_id, round)
);
create index submission_request_files_attachment_id on submission_request_files (attachment_id);

-- Receipts are numbered in sequence per receiving body and year; whoever takes a number waits for the one before.
create table receipt_numbers (
  unit_id uuid not null references units (id),
  year integer not null,
  last integer not null,
  primary key (unit_id, year)
);

create table submission_receipts (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  round integer not null,
  receiver_unit_id uuid not null references units (id),
  year integer not null,
  number integer not null check (number > 0),
  received_at timestamptz not null,
  sent_by text not null,
  sent_by_id uuid not null,
  hash text not null,
  summary jsonb not null,
  constraint submission_receipts_once unique (submission_id, round),
  constraint submission_receipts_number unique (receiver_unit_id, year, number)
);
create index submission_receipts_sent_by_id on submission_receipts (sent_by_id);
create trigger submission_receipts_append_only before update or delete or truncate on submission_receipts
  for each statement execute function refuse_change();

-- What the managing body found on receipt of a round.
create table receipt_checks (
  submission_id uuid not null references submissions (id),
  round integer not null,
  items jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  finished_at timestamptz,
  finished_by text,
  finished_by_id uuid,
  primary key (submission_id, round),
  constraint receipt_checks_finish check (num_nulls(finished_at, finished_by, finished_by_id) in (0, 3))
);
create index receipt_checks_saved_by_id on receipt_checks (saved_by_id);
create index receipt_checks_finished_by_id on receipt_checks (finished_by_id);

-- What a body checks on receipt, where it has a list of its own.
create table receipt_check_settings (
  unit_id uuid primary key references units (id),
  items jsonb not null,
  version integer not null default 1,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null
);
create index receipt_check_settings_saved_by_id on receipt_check_settings (saved_by_id);

select audit_follow('submission_seals', 'file', 'r.submission_id', omit => array['sealed_by', 'stands_for'],
  digest => array['content']);
select audit_follow('submission_requests', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
select audit_follow('submission_request_files', 'file', 'r.submission_id');
select audit_follow('submission_receipts', 'file', 'r.submission_id', omit => array['sent_by']);
select audit_follow('receipt_checks', 'file', 'r.submission_id', omit => array['version', 'saved_by', 'finished_by']);
select audit_follow('receipt_check_settings', 'unit', 'r.unit_id', omit => array['version', 'saved_by']);
