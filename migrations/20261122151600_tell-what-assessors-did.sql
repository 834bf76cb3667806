-- Verdicts, requests for evidence, and who called a document one for all or took that back, belong to the copy of their data.
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
  union all select unmarked_by_id, unmarked_at, 'common-document.unmark', id from common_documents;
