type Place = { table: string; name: string; id: string }

/**
 * Where a name was copied beside somebody's work: on erasure it becomes the pseudonym, and the id beside it still tells
 * that it was one and the same person. A test walks the database: a new column of this kind has to be in one list.
 */
export const forgottenPlaces: readonly Place[] = [
  { table: 'submission_lines', name: 'saved_by', id: 'saved_by_id' },
  { table: 'line_saves', name: 'saved_by', id: 'saved_by_id' },
  { table: 'external_lines', name: 'saved_by', id: 'saved_by_id' },
  { table: 'evidence', name: 'added_by', id: 'added_by_id' },
  { table: 'evidence_pieces', name: 'added_by', id: 'added_by_id' },
  { table: 'evidence_piece_events', name: 'actor_name', id: 'actor_id' },
  { table: 'uploads', name: 'uploaded_by', id: 'uploaded_by_id' },
  { table: 'common_documents', name: 'marked_by', id: 'marked_by_id' },
  { table: 'common_documents', name: 'unmarked_by', id: 'unmarked_by_id' },
  { table: 'evidence_events', name: 'actor_name', id: 'actor_id' },
  { table: 'evidence_verdicts', name: 'given_by', id: 'given_by_id' },
  { table: 'assessor_lines', name: 'saved_by', id: 'saved_by_id' },
  { table: 'assessor_verdicts', name: 'given_by', id: 'given_by_id' },
  { table: 'assessment_dissents', name: 'saved_by', id: 'saved_by_id' },
  { table: 'assessment_findings', name: 'saved_by', id: 'saved_by_id' },
  { table: 'evidence_requests', name: 'asked_by', id: 'asked_by_id' },
  { table: 'evidence_requests', name: 'answered_by', id: 'answered_by_id' },
  { table: 'evidence_requests', name: 'ended_by', id: 'ended_by_id' },
  { table: 'measurements', name: 'recorded_by', id: 'recorded_by_id' },
  { table: 'attachments', name: 'added_by', id: 'added_by_id' },
  { table: 'guidance_notes', name: 'saved_by', id: 'saved_by_id' },
  { table: 'guidance_versions', name: 'saved_by', id: 'saved_by_id' },
  { table: 'guidance_attachments', name: 'removed_by', id: 'removed_by_id' },
  { table: 'training_attendees', name: 'name', id: 'person_id' },
  { table: 'training_attendees', name: 'registered_by', id: 'registered_by_id' },
  { table: 'training_attendees', name: 'marked_by', id: 'marked_by_id' },
  { table: 'training_attachments', name: 'removed_by', id: 'removed_by_id' },
  { table: 'training_questions', name: 'asked_by', id: 'asked_by_id' },
  { table: 'training_questions', name: 'saved_by', id: 'saved_by_id' },
  { table: 'training_question_versions', name: 'saved_by', id: 'saved_by_id' },
  { table: 'imports', name: 'checked_by', id: 'checked_by_id' },
  { table: 'imports', name: 'applied_by', id: 'applied_by_id' },
]

/**
 * What stays, because it is the record of an official act (Luật Lưu trữ 33/2024/QH15; Luật Bảo vệ dữ liệu cá nhân
 * 91/2025/QH15 lets records be kept that other laws demand): who moved a file, decided, published, opened a campaign,
 * made or published an indicator set, changed the tree of units, granted more time, handed in or received a deliverable,
 * sent a notice, answered in the name of the body.
 */
export const keptPlaces: readonly string[] = [
  'submission_events.actor_name',
  'submission_seals.sealed_by',
  'recognition_decisions.recorded_by',
  'recognition_decisions.signatory',
  'publications.published_by',
  'campaigns.opened_by',
  'campaigns.closed_by',
  'campaign_events.actor_name',
  'indicator_sets.created_by',
  'indicator_sets.published_by',
  'indicator_sets.verified_by',
  'indicator_sets.verification_recorded_by',
  'indicator_set_events.actor_name',
  'milestone_body_dates.set_by',
  'milestone_extensions.granted_by',
  'campaign_plans.updated_by',
  'unit_changes.actor_name',
  'unit_change_events.actor_name',
  'delivery_rounds.handed_in_by',
  'delivery_events.actor_name',
  'notices.sent_by',
  'reminders.sent_by',
  'training_questions.answered_by',
  'training_events.actor_name',
  'earlier_results.recorded_by',
  'earlier_result_events.actor_name',
]
