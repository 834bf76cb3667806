-- What councils decide, score, agree on and sign stands in the chained record of the file.
select audit_follow('councils', 'file', 'r.submission_id', omit => array['version']);
select audit_follow('council_decisions', 'file', 'r.submission_id');
select audit_follow('council_members', 'file',
  '(select submission_id from council_decisions where id = r.decision_id)');
select audit_follow('council_assignments', 'file', 'r.submission_id', omit => array['assigned_by']);
select audit_follow('council_scores', 'file', 'r.submission_id', omit => array['version', 'saved_by']);
select audit_follow('council_settlements', 'file', 'r.submission_id', omit => array['settled_by']);
select audit_follow('council_minutes', 'file', 'r.submission_id', omit => array['version'], digest => array['drawn']);
select audit_follow('submission_approvals', 'file', 'r.submission_id');
select audit_follow('council_papers', 'file', 'r.submission_id');
