-- Scans of the minutes of a visit as both sides signed them; a newer one comes before it, none goes away.
create table visit_minutes_papers (
  id uuid primary key,
  submission_id uuid not null references submissions (id),
  minutes_id uuid not null references visit_minutes (id),
  attachment_id uuid not null references attachments (id)
);
create index visit_minutes_papers_submission_id on visit_minutes_papers (submission_id);
create index visit_minutes_papers_minutes_id on visit_minutes_papers (minutes_id);
create index visit_minutes_papers_attachment_id on visit_minutes_papers (attachment_id);
create trigger visit_minutes_papers_append_only before update or delete or truncate on visit_minutes_papers
  for each statement execute function refuse_change();
select audit_follow('visit_minutes_papers', 'file', 'r.submission_id');
