-- Lists of proposed units, what becomes of their units, and how recognitions end stand in the record.
select audit_follow('nomination_lists', 'nomination', 'r.id', omit => array['version', 'created_by']);
select audit_follow('nomination_items', 'file', 'r.submission_id', omit => array['added_by']);
select audit_follow('nomination_events', 'nomination', 'r.list_id');
select audit_follow('recognition_endings', 'file',
  '(select submission_id from recognitions where id = r.recognition_id)');
