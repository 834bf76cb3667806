-- Draws, checks, findings and what came of them are followed by the record.
select audit_follow('supervision_samples', 'supervision', 'r.id', digest => array['population']);
select audit_follow('supervision_records', 'supervision', 'r.id', omit => array['version', 'search']);
select audit_follow('supervision_findings', 'supervision', 'r.record_id');
select audit_follow('supervision_steps', 'supervision', '(select record_id from supervision_findings where id = r.finding_id)');
select audit_follow('supervision_files', 'supervision', 'r.record_id');
