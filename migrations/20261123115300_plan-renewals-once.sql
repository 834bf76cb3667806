-- Looking for a plan took six times as long as what it does for one file: it is looked for once by each connection.
alter function renew_reported_files(uuid[]) set plan_cache_mode to force_generic_plan;
alter function pack_report_points() set plan_cache_mode to force_generic_plan;

-- Most steps are neither of the two whose scores are kept; those look no further.
create or replace function keep_report_scores() returns trigger language plpgsql as $$
begin
  if exists (select from new_events where action = 'approve') then
    insert into report_scores (event_id, criterion_code, score, maximum, met)
    select event.id, line.criterion_code, line.awarded, line.maximum, line.met
    from new_events event join submission_lines line on line.submission_id = event.submission_id
    where event.action = 'approve' and (line.awarded is not null or line.met is not null);
  end if;
  if exists (select from new_events where to_status = 'assessed' and from_status in ('result-shown', 'objected')) then
    insert into report_scores (event_id, criterion_code, score, maximum, met)
    select event.id, line.criterion_code, line.awarded, line.maximum, line.met
    from new_events event join external_lines line on line.submission_id = event.submission_id
    where event.to_status = 'assessed' and event.from_status in ('result-shown', 'objected')
      and (line.awarded is not null or line.met is not null);
  end if;
  return null;
end $$;
