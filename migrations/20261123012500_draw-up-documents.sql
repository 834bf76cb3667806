-- Documents as they were made: each version keeps its data and its files, and none ever changes.
create table documents (
  id uuid primary key,
  kind text not null,
  subject_id uuid not null,
  issuer_id uuid not null references units (id),
  version integer not null check (version > 0),
  -- What the document says and what it was made with: the same again is no new version.
  data jsonb not null,
  content_sha256 text not null,
  template_id uuid,
  symbol text not null,
  -- Entered in the register of the issuer: its own row of numbers for each type and year.
  register text,
  register_year integer,
  number integer check (number > 0),
  signed_on date,
  file_name text not null,
  docx_id uuid not null references attachments (id),
  pdf_id uuid references attachments (id),
  made_at timestamptz not null default now(),
  made_by text not null,
  made_by_id uuid not null,
  constraint documents_version unique (kind, subject_id, version),
  constraint documents_number_once unique (issuer_id, register, register_year, number),
  constraint documents_register_whole check (
    (number is null) = (register is null) and (number is null) = (register_year is null)
  )
);
create index documents_docx_id on documents (docx_id);
create index documents_pdf_id on documents (pdf_id);
create trigger documents_append_only before update or delete or truncate on documents
  for each statement execute function refuse_change();

-- Templates that bodies brought; the newest of a unit and kind counts unless it was given up.
create table document_templates (
  id uuid primary key,
  unit_id uuid not null references units (id),
  kind text not null,
  attachment_id uuid not null references attachments (id),
  uploaded_at timestamptz not null default now(),
  retired_at timestamptz
);
create unique index document_templates_one_in_use on document_templates (unit_id, kind) where retired_at is null;
create index document_templates_attachment_id on document_templates (attachment_id);
create index document_templates_unit_id on document_templates (unit_id);
alter table documents add foreign key (template_id) references document_templates (id);
create index documents_template_id on documents (template_id);

create table document_settings (
  unit_id uuid primary key references units (id),
  version integer not null,
  superior text,
  issuer text,
  abbreviation text,
  place text,
  symbols jsonb not null
);

select audit_follow('documents', 'unit', 'r.issuer_id', omit => array['made_by'], digest => array['data']);
select audit_follow('document_templates', 'unit', 'r.unit_id');
select audit_follow('document_settings', 'unit', 'r.unit_id', omit => array['version']);

-- Documents that somebody drew up belong to the copy of one’s data.
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
  union all select ended_by_id, ended_at, 'evidence-request.end', id from evidence_requests
  union all select marked_by_id, marked_at, 'common-document.mark', id from common_documents
  union all select unmarked_by_id, unmarked_at, 'common-document.unmark', id from common_documents
  union all select sealed_by_id, sealed_at, 'seal.' || kind, submission_id from submission_seals
  union all select drawn_by_id, drawn_at, 'supervision.draw', id from supervision_samples
  union all select saved_by_id, saved_at, 'supervision.save', id from supervision_records
  union all select closed_by_id, closed_at, 'supervision.close', id from supervision_records where closed_by_id is not null
  union all select actor_id, at, 'supervision.' || step, finding_id from supervision_steps
  union all select recorded_by_id, recorded_at, 'assessment-team-decision.' || kind, team_id from assessment_team_decisions
  union all select person_id, decision.recorded_at, 'assessment-team-member.' || duty, member.team_id
    from assessment_team_members member join assessment_team_decisions decision
      on decision.team_id = member.team_id and decision.sequence = member.sequence
  union all select assigned_by_id, assigned_at, 'assessment-team-unit', campaign_unit_id from assessment_team_units
  union all select actor_id, at, 'assessment-team.' || action, team_id from assessment_team_events
  union all select person_id, declared_at, 'assessment-conflict', campaign_unit_id from assessment_conflicts
  union all select removed_by_id, removed_at, 'assessment-team.file-removed', team_id from assessment_team_files
  union all select saved_by_id, saved_at, 'assessor-line', submission_id from assessor_lines
  union all select given_by_id, given_at, 'assessor-verdict', evidence_id from assessor_verdicts
  union all select saved_by_id, saved_at, 'assessment-dissent', submission_id from assessment_dissents
  union all select saved_by_id, saved_at, 'assessment-findings', submission_id from assessment_findings
  union all select person_id, done_at, 'assessment-sheet.done', submission_id from assessment_sheets where done_at is not null
  union all select withdrawn_by_id, withdrawn_at, 'publication.withdraw', submission_id from publication_withdrawals
  union all select saved_by_id, saved_at, 'request.save', submission_id from submission_requests
  union all select sent_by_id, received_at, 'receipt', submission_id from submission_receipts
  union all select saved_by_id, saved_at, 'receipt-check.save', submission_id from receipt_checks
  union all select finished_by_id, finished_at, 'receipt-check.finish', submission_id from receipt_checks where finished_at is not null
  union all select saved_by_id, saved_at, 'receipt-check-settings', unit_id from receipt_check_settings
  union all select made_by_id, made_at, 'council.decide', submission_id from council_decisions
  union all select assigned_by_id, assigned_at, 'council.assign', submission_id from council_assignments
  union all select member.person_id, decision.made_at, 'council.member', decision.submission_id
    from council_members member join council_decisions decision on decision.id = member.decision_id where member.person_id is not null
  union all select person_id, assigned_at, 'council.assigned', submission_id from council_assignments
  union all select saved_by_id, saved_at, 'council.score', submission_id from council_scores
  union all select person_id, saved_at, 'council.score', submission_id from council_scores where person_id is distinct from saved_by_id
  union all select settled_by_id, settled_at, 'council.settle', submission_id from council_settlements
  union all select saved_by_id, saved_at, 'council.minutes', submission_id from council_minutes
  union all select chairperson_signed_by_id, chairperson_signed_at, 'council.sign', submission_id from council_minutes where chairperson_signed_by_id is not null
  union all select secretary_signed_by_id, secretary_signed_at, 'council.sign', submission_id from council_minutes where secretary_signed_by_id is not null
  union all select approved_by_id, approved_at, 'submission.approval', submission_id from submission_approvals
  union all select created_by_id, created_at, 'nomination-list.create', id from nomination_lists
  union all select added_by_id, added_at, 'nomination-list.add', submission_id from nomination_items
  union all select actor_id, at, 'nomination-list.' || action, list_id from nomination_events
  union all select actor_id, at, 'bulk-move', key from bulk_moves
  union all select saved_by_id, saved_at, 'objection.save', id from objections
  union all select sent_by_id, sent_at, 'objection.send', id from objections
  union all select answered_by_id, answered_at, 'objection.answer', id from objections
  union all select saved_by_id, saved_at, 'visit-minutes.save', id from visit_minutes
  union all select answered_by_id, answered_at, 'visit-minutes.answer', id from visit_minutes where answered_by_id is not null
  union all select closed_by_id, closed_at, 'visit-minutes.close', id from visit_minutes where closed_by_id is not null
  union all select published_by_id, published_at, 'publication-list', id from publication_lists
  union all select going.person_id, visit.starts_at, 'assessment-visit', visit.id
    from assessment_visit_people going join assessment_visits visit on visit.id = going.visit_id
  union all select made_by_id, made_at, 'document.' || kind, id from documents;
