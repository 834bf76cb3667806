-- A past day was worked out from every event of every file; `changed_at` tells which of them stand now as they stood then.
alter table reported_files add column changed_at timestamptz;
create or replace view files_as_reported as
  select
    file.id as submission_id, place.id as campaign_unit_id, place.campaign_id, campaign.school_year,
    case when place.unit_type in ('district-office', 'commune-office') then 'managing-body' else 'school' end as tier,
    campaign.province_unit_id, place.unit_id, place.assessor_unit_id as body_unit_id,
    case when nlevel(place.unit_path) > 3 or place.unit_type in ('district-office', 'commune-office')
      then ltree2text(subpath(place.unit_path, 2, 1))::uuid end as area_unit_id,
    place.indicator_set_id, known.id as recognition_id, self.id as self_event_id, found.id as external_event_id,
    self.self_level, found.external_level, known.level as recognised_level,
    past.opened_at,
    (place_due.self + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as self_late_from,
    (place_due.request + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as request_late_from,
    (place_due.external + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as external_late_from,
    (place_due.decision + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' as decision_late_from,
    (case when past.status = any (self_rule.reached) then past.approved_last end at time zone 'Asia/Ho_Chi_Minh')::date as self_day,
    (case when past.status = any (request_rule.reached) then past.submitted_last end at time zone 'Asia/Ho_Chi_Minh')::date
      as request_day,
    (case when past.status = any (external_rule.reached) then past.assessed_last end at time zone 'Asia/Ho_Chi_Minh')::date
      as external_day,
    (case when past.status = any (decision_rule.reached) then past.decided_last end at time zone 'Asia/Ho_Chi_Minh')::date
      as decision_day,
    self.self_total, found.external_total, (known.result ->> 'total')::numeric(6, 2) as recognised_total,
    place.taken_out_at is not null as taken_out, past.status, place.unit_type,
    nullif(report_step(past.status = any (self_rule.reached), past.approved_first, past.approved_last, place_due.self,
      null, null), 'open') as self_done,
    nullif(report_step(past.status = any (request_rule.reached), past.submitted_first, past.submitted_last,
      place_due.request, null, null), 'open') as request_done,
    nullif(report_step(past.status = any (external_rule.reached), past.assessed_first, past.assessed_last,
      place_due.external, null, null), 'open') as external_done,
    nullif(report_step(past.status = any (decision_rule.reached), past.decided_first, past.decided_last,
      place_due.decision, null, null), 'open') as decision_done,
    case when past.status = any (publication_rule.reached) then 'in-time' end as publication_done,
    place.unit_code, place.unit_name, place.assessor_code as body_code, place.assessor_name as body_name,
    place.assessor_type as body_type,
    -- Whoever stands in one of these sees the file: the same units as in `line`, in a form that is compared at once.
    (select array_agg(distinct label::uuid order by label::uuid) from unnest(place.line) label) as above,
    -- The last that happened to it, by which a past day tells whether it stood then as it stands now.
    greatest(past.last_at, result.last_at) as changed_at
  from campaign_units place
  join campaigns campaign on campaign.id = place.campaign_id
  join submissions file on file.campaign_unit_id = place.id
  cross join lateral (
    select coalesce(place.self_due, campaign.self_assessment_due) as self,
      coalesce(place.request_due, campaign.self_assessment_due) as request,
      coalesce(place.external_due, campaign.external_assessment_due) as external,
      coalesce(place.decision_due, campaign.external_assessment_due) as decision
  ) place_due
  cross join lateral (
    select min(event.at) as opened_at, max(event.at) as last_at,
      (array_agg(event.to_status order by event.at desc, event.id desc))[1] as status,
      (array_agg(event.id order by event.at desc, event.id desc) filter (where event.action = 'approve'))[1] as self_id,
      (array_agg(event.id order by event.at desc, event.id desc) filter (where event.to_status = 'assessed'
        and event.from_status in ('result-shown', 'objected')))[1] as external_id,
      min(event.at) filter (where event.to_status = 'approved') as approved_first,
      max(event.at) filter (where event.to_status = 'approved') as approved_last,
      min(event.at) filter (where event.to_status = 'submitted') as submitted_first,
      max(event.at) filter (where event.to_status = 'submitted') as submitted_last,
      min(event.at) filter (where event.to_status = 'assessed') as assessed_first,
      max(event.at) filter (where event.to_status = 'assessed') as assessed_last,
      min(event.at) filter (where event.to_status in ('recognised', 'refused')) as decided_first,
      max(event.at) filter (where event.to_status in ('recognised', 'refused')) as decided_last
    from submission_events event where event.submission_id = file.id
  ) past
  cross join (select reached from system_deliverables where kind = 'self-assessment') self_rule
  cross join (select reached from system_deliverables where kind = 'request') request_rule
  cross join (select reached from system_deliverables where kind = 'external-assessment') external_rule
  cross join (select reached from system_deliverables where kind = 'recognition-decision') decision_rule
  cross join (select reached from system_deliverables where kind = 'publication') publication_rule
  left join submission_events self on self.id = past.self_id and past.status = any (self_rule.reached)
  left join submission_events found on found.id = past.external_id and past.status = any (external_rule.reached)
  left join recognitions known on known.id = (
    select one.id from recognitions one
    where one.submission_id = file.id
      and not exists (select from recognition_endings ending where ending.recognition_id = one.id)
    order by one.ordinal desc limit 1)
  cross join lateral (
    select max(greatest(made.recorded_at, ending.ended_at)) as last_at
    from recognitions one join recognition_decisions made on made.id = one.decision_id
      left join recognition_endings ending on ending.recognition_id = one.id
    where one.submission_id = file.id
  ) result
  where past.opened_at is not null;

create or replace function renew_reported_files(files uuid[]) returns void language plpgsql set enable_seqscan to off
set plan_cache_mode to force_generic_plan as $$
begin
  -- Of two changes of one file the second waits here, and then sees what the first one wrote. This lock is the last that
  -- anybody takes of a file.
  perform from reported_files where submission_id = any (files) order by submission_id for no key update;
  insert into reported_files select * from files_as_reported where submission_id = any (files)
  on conflict (submission_id) do update set (
    campaign_unit_id, campaign_id, school_year, tier, province_unit_id, unit_id, body_unit_id, area_unit_id,
    indicator_set_id, recognition_id, self_event_id, external_event_id, self_level, external_level,
    recognised_level, opened_at, self_late_from, request_late_from, external_late_from, decision_late_from,
    self_day, request_day, external_day, decision_day, self_total, external_total, recognised_total, taken_out,
    status, unit_type, self_done, request_done, external_done, decision_done, publication_done, unit_code,
    unit_name, body_code, body_name, body_type, above, changed_at
  ) = row (
    excluded.campaign_unit_id, excluded.campaign_id, excluded.school_year, excluded.tier,
    excluded.province_unit_id, excluded.unit_id, excluded.body_unit_id, excluded.area_unit_id,
    excluded.indicator_set_id, excluded.recognition_id, excluded.self_event_id, excluded.external_event_id,
    excluded.self_level, excluded.external_level, excluded.recognised_level, excluded.opened_at,
    excluded.self_late_from, excluded.request_late_from, excluded.external_late_from,
    excluded.decision_late_from, excluded.self_day, excluded.request_day, excluded.external_day,
    excluded.decision_day, excluded.self_total, excluded.external_total, excluded.recognised_total,
    excluded.taken_out, excluded.status, excluded.unit_type, excluded.self_done, excluded.request_done,
    excluded.external_done, excluded.decision_done, excluded.publication_done, excluded.unit_code,
    excluded.unit_name, excluded.body_code, excluded.body_name, excluded.body_type, excluded.above,
    excluded.changed_at);
end $$;

-- Written anew, in the order in which they are read; how many there are of each kind does not change.
alter table reported_files disable trigger user;
truncate reported_files;
insert into reported_files select * from files_as_reported order by school_year, province_unit_id, body_unit_id;
alter table reported_files enable trigger user;
alter table reported_files alter changed_at set not null;
analyze reported_files;

-- The rows of `report_units_at` for a day gone by: of files to which nothing has happened since, what is kept of them; of the
-- others, what had happened by then. What nobody asks for is not looked up.
create function report_units_then(until timestamptz) returns table (
  campaign_unit_id uuid, campaign_id uuid, school_year text, province_unit_id uuid,
  unit_id uuid, unit_code text, unit_name text, unit_type text, tier text, ownership text,
  body_unit_id uuid, body_code text, body_name text, body_type text, area_unit_id uuid, above uuid[],
  indicator_set_id uuid, submission_id uuid, status text,
  self_event_id uuid, self_level integer, self_total numeric,
  external_event_id uuid, external_level integer, external_total numeric,
  recognition_id uuid, recognised_level integer, recognised_total numeric, level_name text,
  decision_number text, decision_date date, certificate_number text, published_on date,
  self_day date, request_day date, external_day date, decision_day date,
  self_step text, request_step text, external_step text, decision_step text, publication_step text
) language sql stable as $$
  select
    file.campaign_unit_id, file.campaign_id, file.school_year, file.province_unit_id,
    file.unit_id, file.unit_code, file.unit_name, file.unit_type, file.tier,
    (select version.ownership from unit_versions version where version.unit_id = file.unit_id
        and (version.valid_from is null or version.valid_from <= (file.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
        and (version.valid_to is null or version.valid_to > (file.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
      order by version.valid_to desc nulls first limit 1),
    file.body_unit_id, file.body_code, file.body_name, file.body_type, file.area_unit_id, file.above,
    file.indicator_set_id, file.submission_id, case when file.changed_at < until then file.status else past.status end,
    case when file.changed_at < until then file.self_event_id
      when past.status = any ((select reached from system_deliverables where kind = 'self-assessment')::text[]) then past.self_id end,
    case when file.changed_at < until then file.self_level
      when past.status = any ((select reached from system_deliverables where kind = 'self-assessment')::text[]) then (select event.self_level from submission_events event where event.id = past.self_id) end,
    case when file.changed_at < until then file.self_total
      when past.status = any ((select reached from system_deliverables where kind = 'self-assessment')::text[]) then (select event.self_total from submission_events event where event.id = past.self_id) end,
    case when file.changed_at < until then file.external_event_id
      when past.status = any ((select reached from system_deliverables where kind = 'external-assessment')::text[]) then past.external_id end,
    case when file.changed_at < until then file.external_level
      when past.status = any ((select reached from system_deliverables where kind = 'external-assessment')::text[]) then (select event.external_level from submission_events event where event.id = past.external_id) end,
    case when file.changed_at < until then file.external_total
      when past.status = any ((select reached from system_deliverables where kind = 'external-assessment')::text[]) then (select event.external_total from submission_events event where event.id = past.external_id) end,
    known.id,
    case when file.changed_at < until then file.recognised_level else (
      select one.level from recognitions one join recognition_decisions made on made.id = one.decision_id
      where one.submission_id = file.submission_id and made.recorded_at < until
        and not exists (select from recognition_endings ending
          where ending.recognition_id = one.id and ending.ended_at < until)
      order by one.ordinal desc limit 1) end,
    case when file.changed_at < until then file.recognised_total else (
      select (one.result ->> 'total')::numeric(6, 2) from recognitions one join recognition_decisions made on made.id = one.decision_id
      where one.submission_id = file.submission_id and made.recorded_at < until
        and not exists (select from recognition_endings ending
          where ending.recognition_id = one.id and ending.ended_at < until)
      order by one.ordinal desc limit 1) end,
    known.level_name, coalesce(known.printed ->> 'number', decision.number),
    coalesce((known.printed ->> 'signedOn')::date, decision.signed_on), known.certificate_number,
    case when case when file.changed_at < until then file.status else past.status end = 'published' then (
      select coalesce(list.published_on, (one.published_at at time zone 'Asia/Ho_Chi_Minh')::date)
      from publications one left join publication_lists list on list.id = one.list_id
      where one.submission_id = file.submission_id and one.published_at < until
      order by one.number desc limit 1) end,
    case when file.changed_at < until then file.self_day
      when past.status = any ((select reached from system_deliverables where kind = 'self-assessment')::text[]) then (past.approved_last at time zone 'Asia/Ho_Chi_Minh')::date end,
    case when file.changed_at < until then file.request_day
      when past.status = any ((select reached from system_deliverables where kind = 'request')::text[]) then (past.submitted_last at time zone 'Asia/Ho_Chi_Minh')::date end,
    case when file.changed_at < until then file.external_day
      when past.status = any ((select reached from system_deliverables where kind = 'external-assessment')::text[]) then (past.assessed_last at time zone 'Asia/Ho_Chi_Minh')::date end,
    case when file.changed_at < until then file.decision_day
      when past.status = any ((select reached from system_deliverables where kind = 'recognition-decision')::text[]) then (past.decided_last at time zone 'Asia/Ho_Chi_Minh')::date end,
    case when file.changed_at < until
      then coalesce(file.self_done, case when least(until, campaign.closed_at) >= file.self_late_from then 'overdue' else 'open' end)
      else report_step(past.status = any ((select reached from system_deliverables where kind = 'self-assessment')::text[]),
        past.approved_first, past.approved_last, (file.self_late_from at time zone 'Asia/Ho_Chi_Minh')::date - 1, until, campaign.closed_at) end,
    case when file.changed_at < until
      then coalesce(file.request_done, case when least(until, campaign.closed_at) >= file.request_late_from then 'overdue' else 'open' end)
      else report_step(past.status = any ((select reached from system_deliverables where kind = 'request')::text[]),
        past.submitted_first, past.submitted_last, (file.request_late_from at time zone 'Asia/Ho_Chi_Minh')::date - 1, until, campaign.closed_at) end,
    case when file.changed_at < until
      then coalesce(file.external_done, case when least(until, campaign.closed_at) >= file.external_late_from then 'overdue' else 'open' end)
      else report_step(past.status = any ((select reached from system_deliverables where kind = 'external-assessment')::text[]),
        past.assessed_first, past.assessed_last, (file.external_late_from at time zone 'Asia/Ho_Chi_Minh')::date - 1, until, campaign.closed_at) end,
    case when file.changed_at < until
      then coalesce(file.decision_done, case when least(until, campaign.closed_at) >= file.decision_late_from then 'overdue' else 'open' end)
      else report_step(past.status = any ((select reached from system_deliverables where kind = 'recognition-decision')::text[]),
        past.decided_first, past.decided_last, (file.decision_late_from at time zone 'Asia/Ho_Chi_Minh')::date - 1, until, campaign.closed_at) end,
    case when file.changed_at < until then coalesce(file.publication_done, 'open')
      else report_step(past.status = any ((select reached from system_deliverables where kind = 'publication')::text[]), null, null, null, until, campaign.closed_at) end
  from reported_files file
  cross join lateral (
    select (array_agg(event.to_status order by event.at desc, event.id desc))[1] as status,
      (array_agg(event.id order by event.at desc, event.id desc) filter (where event.action = 'approve'))[1] as self_id,
      (array_agg(event.id order by event.at desc, event.id desc) filter (where event.to_status = 'assessed'
        and event.from_status in ('result-shown', 'objected')))[1] as external_id,
      min(event.at) filter (where event.to_status = 'approved') as approved_first,
      max(event.at) filter (where event.to_status = 'approved') as approved_last,
      min(event.at) filter (where event.to_status = 'submitted') as submitted_first,
      max(event.at) filter (where event.to_status = 'submitted') as submitted_last,
      min(event.at) filter (where event.to_status = 'assessed') as assessed_first,
      max(event.at) filter (where event.to_status = 'assessed') as assessed_last,
      min(event.at) filter (where event.to_status in ('recognised', 'refused')) as decided_first,
      max(event.at) filter (where event.to_status in ('recognised', 'refused')) as decided_last
    from submission_events event
    where event.submission_id = file.submission_id and event.at < until and file.changed_at >= until
  ) past
  left join campaigns campaign on campaign.id = file.campaign_id
  left join recognitions known on known.id = case when file.changed_at < until then file.recognition_id else (
      select one.id from recognitions one join recognition_decisions made on made.id = one.decision_id
      where one.submission_id = file.submission_id and made.recorded_at < until
        and not exists (select from recognition_endings ending
          where ending.recognition_id = one.id and ending.ended_at < until)
      order by one.ordinal desc limit 1) end
  left join recognition_decisions decision on decision.id = known.decision_id
  where not file.taken_out and file.opened_at < until
$$;

-- Those of a campaign lie together, as they are read.
create or replace function fold_report_tallies() returns void language sql as $$
  with gone as (delete from report_tallies returning *)
  insert into report_tallies
  select campaign_id, tier, unit_type, indicator_set_id, self_level, external_level, recognised_level, sum(units)
  from gone group by 1, 2, 3, 4, 5, 6, 7 having sum(units) <> 0 order by 1
$$;
select fold_report_tallies();
