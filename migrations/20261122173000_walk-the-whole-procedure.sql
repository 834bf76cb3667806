-- The draft result is shown, objected to and answered; what is found is nominated, recognised and may be revoked.
alter table submissions drop constraint submissions_status_check;
alter table submissions add constraint submissions_status_check check (status in ('drafting', 'awaiting-approval',
  'approved', 'submitted', 'returned', 'accepted', 'assessing', 'result-shown', 'objected', 'assessed', 'nominated',
  'recognised', 'refused', 'published', 'revoked'));

-- Last day on which the school may object to the draft of its result.
alter table submissions add column objection_due date;

create or replace view system_deliverables (kind, own, reached_by, reached) as values
  ('self-assessment', true, array['approved'],
    array['approved', 'submitted', 'accepted', 'assessing', 'result-shown', 'objected', 'assessed', 'nominated',
      'recognised', 'refused', 'published', 'revoked']),
  ('evidence-register', true, array['approved'],
    array['approved', 'submitted', 'accepted', 'assessing', 'result-shown', 'objected', 'assessed', 'nominated',
      'recognised', 'refused', 'published', 'revoked']),
  ('request', true, array['submitted'],
    array['submitted', 'accepted', 'assessing', 'result-shown', 'objected', 'assessed', 'nominated', 'recognised',
      'refused', 'published', 'revoked']),
  ('external-assessment', false, array['assessed'],
    array['assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked']),
  ('recognition-decision', false, array['recognised', 'refused'], array['recognised', 'refused', 'published', 'revoked']),
  ('certificate', false, array['recognised', 'refused'], array['recognised', 'refused', 'published', 'revoked']),
  ('publication', false, array['published', 'refused'], array['published', 'refused', 'revoked']);
