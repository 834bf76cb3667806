-- Each file as reports count it today: what `report_units_at` makes of its events, of its recognition and of its place in
-- the campaign. Whether a step is overdue hangs on the day, so only the first moment at which it is stands here.
create view files_as_reported as
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
    (select array_agg(distinct label::uuid order by label::uuid) from unnest(place.line) label) as above
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
  where past.opened_at is not null;

-- The same, kept: one row a file, so that two files never wait for each other as they would for a total.
create table reported_files (
  submission_id uuid primary key references submissions (id),
  campaign_unit_id uuid not null,
  campaign_id uuid not null,
  school_year text not null,
  tier text not null,
  province_unit_id uuid not null,
  unit_id uuid not null,
  body_unit_id uuid not null,
  area_unit_id uuid,
  indicator_set_id uuid not null,
  recognition_id uuid,
  self_event_id uuid,
  external_event_id uuid,
  self_level integer,
  external_level integer,
  recognised_level integer,
  opened_at timestamptz not null,
  self_late_from timestamptz,
  request_late_from timestamptz,
  external_late_from timestamptz,
  decision_late_from timestamptz,
  self_day date,
  request_day date,
  external_day date,
  decision_day date,
  self_total numeric(6, 2),
  external_total numeric(6, 2),
  recognised_total numeric(6, 2),
  taken_out boolean not null,
  status text not null,
  unit_type text not null,
  self_done text,
  request_done text,
  external_done text,
  decision_done text,
  publication_done text,
  unit_code text not null,
  unit_name text collate vi not null,
  body_code text not null,
  body_name text collate vi not null,
  body_type text not null,
  above uuid[] not null
-- Room on each page: a file that moves stays where it is, and no index is written.
) with (fillfactor = 80);

-- Makes the rows of these files anew.
create function renew_reported_files(files uuid[]) returns void language plpgsql set enable_seqscan to off as $$
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
    unit_name, body_code, body_name, body_type, above
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
    excluded.unit_name, excluded.body_code, excluded.body_name, excluded.body_type, excluded.above);
end $$;

create function renew_reported_of_added() returns trigger language plpgsql as $$
begin
  perform renew_reported_files(array(select distinct submission_id from added));
  return null;
end $$;
create trigger submission_events_reported after insert on submission_events
  referencing new table as added for each statement execute function renew_reported_of_added();
create trigger recognitions_reported after insert on recognitions
  referencing new table as added for each statement execute function renew_reported_of_added();

create function renew_reported_of_ended() returns trigger language plpgsql as $$
begin
  perform renew_reported_files(array(
    select distinct submission_id from added join recognitions on recognitions.id = added.recognition_id));
  return null;
end $$;
create trigger recognition_endings_reported after insert on recognition_endings
  referencing new table as added for each statement execute function renew_reported_of_ended();

create function renew_reported_of_places() returns trigger language plpgsql as $$
declare
  changed uuid[] := array(
    select after.id from after_rows after join before_rows before using (id)
    where (after.campaign_id, after.unit_id, after.unit_code, after.unit_name, after.unit_type, after.unit_path,
        after.assessor_unit_id, after.assessor_code, after.assessor_name, after.assessor_type, after.assessor_path,
        after.indicator_set_id, after.taken_out_at, after.self_due, after.request_due, after.external_due,
        after.decision_due)
      is distinct from (before.campaign_id, before.unit_id, before.unit_code, before.unit_name, before.unit_type,
        before.unit_path, before.assessor_unit_id, before.assessor_code, before.assessor_name, before.assessor_type,
        before.assessor_path, before.indicator_set_id, before.taken_out_at, before.self_due, before.request_due,
        before.external_due, before.decision_due));
begin
  if cardinality(changed) > 0 then
    perform renew_reported_files(array(select id from submissions where campaign_unit_id = any (changed)));
  end if;
  return null;
end $$;
create trigger campaign_units_reported after update on campaign_units
  referencing old table as before_rows new table as after_rows
  for each statement execute function renew_reported_of_places();

create function renew_reported_of_campaign() returns trigger language plpgsql as $$
begin
  perform renew_reported_files(array(select file.id from submissions file
    join campaign_units place on place.id = file.campaign_unit_id where place.campaign_id = new.id));
  return null;
end $$;
create trigger campaigns_reported after update on campaigns for each row
  when ((old.school_year, old.province_unit_id, old.self_assessment_due, old.external_assessment_due)
    is distinct from (new.school_year, new.province_unit_id, new.self_assessment_due, new.external_assessment_due))
  execute function renew_reported_of_campaign();

-- Those of a year lie together, as they are read.
insert into reported_files select * from files_as_reported order by school_year, province_unit_id, body_unit_id;
create unique index reported_files_place on reported_files (campaign_unit_id);
create index reported_files_of_year on reported_files (school_year, tier);
create index reported_files_of_campaign on reported_files (campaign_id) where not taken_out;
create index reported_files_of_body on reported_files (body_unit_id, school_year);
create index reported_files_of_unit on reported_files (unit_id);
create index reported_files_above on reported_files using gin (above) with (fastupdate = off);
analyze reported_files;

-- The rows of `report_units_at` as they stand now, from what is kept. What nobody asks for is not looked up.
create function reported_units(until timestamptz) returns table (
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
    -- As on the day the unit came into the campaign, like its name and its superiors.
    (select version.ownership from unit_versions version where version.unit_id = file.unit_id
        and (version.valid_from is null or version.valid_from <= (file.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
        and (version.valid_to is null or version.valid_to > (file.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
      order by version.valid_to desc nulls first limit 1),
    file.body_unit_id, file.body_code, file.body_name, file.body_type, file.area_unit_id, file.above,
    file.indicator_set_id, file.submission_id, file.status,
    file.self_event_id, file.self_level, file.self_total,
    file.external_event_id, file.external_level, file.external_total,
    file.recognition_id, file.recognised_level, file.recognised_total, known.level_name,
    coalesce(known.printed ->> 'number', decision.number), coalesce((known.printed ->> 'signedOn')::date, decision.signed_on),
    known.certificate_number,
    case when file.status = 'published' then (
      select coalesce(list.published_on, (one.published_at at time zone 'Asia/Ho_Chi_Minh')::date)
      from publications one left join publication_lists list on list.id = one.list_id
      where one.submission_id = file.submission_id
      order by one.number desc limit 1) end,
    file.self_day, file.request_day, file.external_day, file.decision_day,
    coalesce(file.self_done, case when least(until, campaign.closed_at) >= file.self_late_from then 'overdue' else 'open' end),
    coalesce(file.request_done,
      case when least(until, campaign.closed_at) >= file.request_late_from then 'overdue' else 'open' end),
    coalesce(file.external_done,
      case when least(until, campaign.closed_at) >= file.external_late_from then 'overdue' else 'open' end),
    coalesce(file.decision_done,
      case when least(until, campaign.closed_at) >= file.decision_late_from then 'overdue' else 'open' end),
    coalesce(file.publication_done, 'open')
  from reported_files file
  left join campaigns campaign on campaign.id = file.campaign_id
  left join recognitions known on known.id = file.recognition_id
  left join recognition_decisions decision on decision.id = known.decision_id
  where not file.taken_out
$$;
