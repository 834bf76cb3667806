-- Teams, who is on them, which units they have, what stands against whom and when they come: under the record.
select audit_follow('assessment_teams', 'team', 'r.id', omit => array['version', 'search']);
select audit_follow('assessment_team_decisions', 'team', 'r.team_id', omit => array['recorded_by']);
select audit_follow('assessment_team_members', 'team', 'r.team_id');
select audit_follow('assessment_team_units', 'file', 'audit_file(r.campaign_unit_id)', omit => array['assigned_by']);
select audit_follow('assessment_conflicts', 'file', 'audit_file(r.campaign_unit_id)');
select audit_follow('assessment_visits', 'file', 'audit_file(r.campaign_unit_id)', omit => array['version']);
