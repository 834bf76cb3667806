-- What a school holds against the draft result of a criterion, and what the team answers. The row tells all: what was
-- agreed before, what was wanted, what came of it.
create table objections (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  criterion_code text not null,
  status text not null default 'draft' check (status in ('draft', 'dropped', 'sent', 'answered')),
  text text not null check (text <> ''),
  wanted jsonb,
  version integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  sent_at timestamptz,
  sent_by text,
  sent_by_id uuid,
  -- What the team had agreed when the school objected: {"answer", "reason"}.
  before jsonb,
  outcome text check (outcome in ('upheld', 'changed', 'partly')),
  reply text check (reply <> ''),
  changed jsonb,
  answered_at timestamptz,
  answered_by text,
  answered_by_id uuid,
  constraint objections_sent check ((status in ('sent', 'answered')) = (num_nonnulls(sent_at, sent_by, sent_by_id, before) = 4)),
  constraint objections_reply check (num_nulls(outcome, reply, answered_at, answered_by, answered_by_id) in (0, 5)),
  constraint objections_changed check (changed is null or outcome in ('changed', 'partly')),
  constraint objections_answered check (status <> 'answered' or outcome is not null)
);
create unique index objections_one_open on objections (submission_id, criterion_code) where status in ('draft', 'sent');
create index objections_submission_id on objections (submission_id);
create index objections_saved_by_id on objections (saved_by_id);
create index objections_sent_by_id on objections (sent_by_id);
create index objections_answered_by_id on objections (answered_by_id);
create trigger objections_kept before delete or truncate on objections
  for each statement execute function refuse_change();

-- What asked for a piece that came after the file was sent: a request of the team, or an objection of the school.
alter table evidence_criteria drop constraint evidence_criteria_request_id_fkey;

select audit_follow('objections', 'file', 'r.submission_id', omit => array['version', 'saved_by', 'sent_by', 'answered_by']);
select audit_follow('assessment_sheets', 'file', 'r.submission_id');
select audit_follow('assessment_openings', 'file', 'r.submission_id');
select audit_follow('assessor_lines', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
select audit_follow('assessor_verdicts', 'file', 'r.submission_id', omit => array['given_by']);
select audit_follow('assessment_dissents', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
select audit_follow('assessment_findings', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
