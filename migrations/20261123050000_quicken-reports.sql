-- The same rows as before. What a report does not ask for is no longer looked up: decision, certificate, publication and
-- ownership are found by keys of their own, so that the planner leaves out those that nobody reads.
create or replace function report_units_at(until timestamptz) returns table (
  campaign_unit_id uuid, campaign_id uuid, school_year text, province_unit_id uuid,
  unit_id uuid, unit_code text, unit_name text, unit_type text, tier text, ownership text,
  body_unit_id uuid, body_code text, body_name text, body_type text, area_unit_id uuid, line text[],
  indicator_set_id uuid, submission_id uuid, status text,
  self_event_id uuid, self_level integer, self_total numeric,
  external_event_id uuid, external_level integer, external_total numeric,
  recognition_id uuid, recognised_level integer, recognised_total numeric, level_name text,
  decision_number text, decision_date date, certificate_number text, published_on date,
  self_day date, request_day date, external_day date, decision_day date,
  self_step text, request_step text, external_step text, decision_step text, publication_step text
) language sql stable as $$
  select
    place.id, place.campaign_id, campaign.school_year, campaign.province_unit_id,
    place.unit_id, place.unit_code, place.unit_name, place.unit_type,
    case when place.unit_type in ('district-office', 'commune-office') then 'managing-body' else 'school' end,
    -- As on the day the unit came into the campaign, like its name and its superiors.
    (select version.ownership from unit_versions version where version.unit_id = place.unit_id
        and (version.valid_from is null or version.valid_from <= (past.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
        and (version.valid_to is null or version.valid_to > (past.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
      order by version.valid_to desc nulls first limit 1),
    place.assessor_unit_id, place.assessor_code, place.assessor_name, place.assessor_type,
    -- The managing body in whose territory it stood; null: directly under the province.
    case when nlevel(place.unit_path) > 3 or place.unit_type in ('district-office', 'commune-office')
      then ltree2text(subpath(place.unit_path, 2, 1))::uuid end,
    place.line, place.indicator_set_id, file.id, past.status,
    self.id, self.self_level, self.self_total,
    found.id, found.external_level, found.external_total,
    known.id, known.level, (known.result ->> 'total')::numeric(6,2), known.level_name,
    coalesce(known.printed ->> 'number', decision.number), coalesce((known.printed ->> 'signedOn')::date, decision.signed_on),
    known.certificate_number,
    case when past.status = 'published' then (
      select coalesce(list.published_on, (one.published_at at time zone 'Asia/Ho_Chi_Minh')::date)
      from publications one left join publication_lists list on list.id = one.list_id
      where one.submission_id = file.id and one.published_at < until
      order by one.number desc limit 1) end,
    (case when past.status = any (self_rule.reached) then past.approved_last end at time zone 'Asia/Ho_Chi_Minh')::date,
    (case when past.status = any (request_rule.reached) then past.submitted_last end at time zone 'Asia/Ho_Chi_Minh')::date,
    (case when past.status = any (external_rule.reached) then past.assessed_last end at time zone 'Asia/Ho_Chi_Minh')::date,
    (case when past.status = any (decision_rule.reached) then past.decided_last end at time zone 'Asia/Ho_Chi_Minh')::date,
    report_step(past.status = any (self_rule.reached), past.approved_first, past.approved_last,
      coalesce(place.self_due, campaign.self_assessment_due), until, campaign.closed_at),
    report_step(past.status = any (request_rule.reached), past.submitted_first, past.submitted_last,
      coalesce(place.request_due, campaign.self_assessment_due), until, campaign.closed_at),
    report_step(past.status = any (external_rule.reached), past.assessed_first, past.assessed_last,
      coalesce(place.external_due, campaign.external_assessment_due), until, campaign.closed_at),
    report_step(past.status = any (decision_rule.reached), past.decided_first, past.decided_last,
      coalesce(place.decision_due, campaign.external_assessment_due), until, campaign.closed_at),
    report_step(past.status = any (publication_rule.reached), null, null, null, until, campaign.closed_at)
  from campaign_units place
  join campaigns campaign on campaign.id = place.campaign_id
  join submissions file on file.campaign_unit_id = place.id
  cross join lateral (
    select min(event.at) as opened_at,
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
    from submission_events event
    where event.submission_id = file.id and event.at < until
  ) past
  cross join (select reached from system_deliverables where kind = 'self-assessment') self_rule
  cross join (select reached from system_deliverables where kind = 'request') request_rule
  cross join (select reached from system_deliverables where kind = 'external-assessment') external_rule
  cross join (select reached from system_deliverables where kind = 'recognition-decision') decision_rule
  cross join (select reached from system_deliverables where kind = 'publication') publication_rule
  left join submission_events self on self.id = past.self_id and past.status = any (self_rule.reached)
  left join submission_events found on found.id = past.external_id and past.status = any (external_rule.reached)
  left join recognitions known on known.id = (
    select one.id from recognitions one join recognition_decisions made on made.id = one.decision_id
    where one.submission_id = file.id and made.recorded_at < until
      and not exists (select from recognition_endings ending
        where ending.recognition_id = one.id and ending.ended_at < until)
    order by one.ordinal desc limit 1)
  left join recognition_decisions decision on decision.id = known.decision_id
  where place.taken_out_at is null and past.opened_at is not null
$$;

-- The events of a file in the order in which its past is read, with what is read of them: neither a sort nor the rows.
create index submission_events_past on submission_events (submission_id, at desc, id desc)
  include (action, from_status, to_status);
drop index submission_events_submission_id;
