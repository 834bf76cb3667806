-- What each line of a file came to at the moments that count in reports: when the school approved its own result, and
-- when the result of the team became final. Lines change afterwards; figures of a past day do not.
create table report_scores (
  event_id uuid not null references submission_events (id),
  criterion_code text not null,
  score numeric(6,2),
  maximum numeric(6,2) not null,
  met boolean,
  primary key (event_id, criterion_code)
);
create trigger report_scores_append_only before update or delete or truncate on report_scores
  for each statement execute function refuse_change();

-- Headings of sums have neither points nor an answer and are left out: their parts are counted.
create function keep_report_scores() returns trigger language plpgsql as $$
begin
  insert into report_scores (event_id, criterion_code, score, maximum, met)
  select event.id, line.criterion_code, line.awarded, line.maximum, line.met
  from new_events event join submission_lines line on line.submission_id = event.submission_id
  where event.action = 'approve' and (line.awarded is not null or line.met is not null)
  union all
  select event.id, line.criterion_code, line.awarded, line.maximum, line.met
  from new_events event join external_lines line on line.submission_id = event.submission_id
  where event.to_status = 'assessed' and event.from_status in ('result-shown', 'objected')
    and (line.awarded is not null or line.met is not null);
  return null;
end $$;
create trigger submission_events_keep_scores after insert on submission_events
  referencing new table as new_events for each statement execute function keep_report_scores();

-- Files from before this was kept: their lines are known where none was saved after that moment.
insert into report_scores (event_id, criterion_code, score, maximum, met)
select event.id, line.criterion_code, line.awarded, line.maximum, line.met
from submission_events event join submission_lines line on line.submission_id = event.submission_id
where event.action = 'approve' and (line.awarded is not null or line.met is not null)
  and not exists (select from submission_lines later
    where later.submission_id = event.submission_id and later.saved_at > event.at)
union all
select event.id, line.criterion_code, line.awarded, line.maximum, line.met
from submission_events event join external_lines line on line.submission_id = event.submission_id
where event.to_status = 'assessed' and event.from_status in ('result-shown', 'objected')
  and (line.awarded is not null or line.met is not null)
  and not exists (select from external_lines later
    where later.submission_id = event.submission_id and later.saved_at > event.at);

-- How a step stands at a moment: done in time or late, missing past its last day, or not asked for yet. The same rule as
-- the board of deliverables has. A step without a last day is never late.
create function report_step(
  done boolean, first_at timestamptz, last_at timestamptz, due date, until timestamptz, closed_at timestamptz
) returns text language sql immutable return case
  when done and greatest(first_at, last_at) >= (due + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' then 'late'
  when done then 'in-time'
  when least(until, closed_at) >= (due + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh' then 'overdue'
  else 'open'
end;

-- Every unit in every campaign as it stood at a moment, from what was on record by then: what happened later is not
-- looked at. One row a unit and campaign, whether or not it has a result. Units taken out of a campaign are in no figure.
create function report_units_at(until timestamptz) returns table (
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
    version.ownership,
    place.assessor_unit_id, place.assessor_code, place.assessor_name, place.assessor_type,
    -- The managing body in whose territory it stood; null: directly under the province.
    case when nlevel(place.unit_path) > 3 or place.unit_type in ('district-office', 'commune-office')
      then ltree2text(subpath(place.unit_path, 2, 1))::uuid end,
    place.line, place.indicator_set_id, file.id, past.status,
    self.id, self.self_level, self.self_total,
    found.id, found.external_level, found.external_total,
    known.id, known.level, known.total, known.level_name,
    known.number, known.signed_on, known.certificate_number, made_known.published_on,
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
  left join lateral (
    select one.id, one.level, (one.result ->> 'total')::numeric(6,2) as total, one.level_name,
      coalesce(one.printed ->> 'number', decision.number) as number,
      coalesce((one.printed ->> 'signedOn')::date, decision.signed_on) as signed_on, one.certificate_number
    from recognitions one join recognition_decisions decision on decision.id = one.decision_id
    where one.submission_id = file.id and decision.recorded_at < until
      and not exists (select from recognition_endings ending
        where ending.recognition_id = one.id and ending.ended_at < until)
    order by one.ordinal desc limit 1
  ) known on true
  left join lateral (
    select coalesce(list.published_on, (one.published_at at time zone 'Asia/Ho_Chi_Minh')::date) as published_on
    from publications one left join publication_lists list on list.id = one.list_id
    where one.submission_id = file.id and one.published_at < until
    order by one.number desc limit 1
  ) made_known on past.status = 'published'
  -- As on the day the unit came into the campaign, like its name and its superiors.
  left join unit_versions version on version.unit_id = place.unit_id
    and (version.valid_from is null or version.valid_from <= (past.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
    and (version.valid_to is null or version.valid_to > (past.opened_at at time zone 'Asia/Ho_Chi_Minh')::date)
  where place.taken_out_at is null and past.opened_at is not null
$$;

-- The most a unit can get, by its set.
create view report_sets as
  select id as indicator_set_id, code, version, title, sample, verified_on is not null as verified,
    (select sum((part ->> 'maximum')::numeric(6,2)) from jsonb_array_elements(definition -> 'groups') part) as maximum
  from indicator_sets;

-- Difficulties and proposals, each with where it was said: in a report that was handed in, by the team, in minutes, in an
-- objection, in a check of the province. Parts of a report are told by their headings, which plans word themselves.
create function report_remarks_at(until timestamptz) returns table (
  campaign_id uuid, unit_id uuid, at timestamptz, kind text, origin text, source text, heading text,
  criterion_code text, text text, source_id uuid, place text
) language sql stable as $$
  select * from (
    select milestone.campaign_id, delivery.unit_id, round.handed_in_at,
      case when unaccented(part.value ->> 'title') ~ 'kho khan|vuong mac|han che|ton tai' then 'difficulty' else 'proposal' end,
      'report', delivery.kind, part.value ->> 'title', null::text,
      btrim(concat_ws(E'\n', nullif(part.value ->> 'prefill', ''), nullif(part.value ->> 'text', ''))),
      delivery.id, 'part/' || (part.value ->> 'code')
    from deliveries delivery
    join milestones milestone on milestone.id = delivery.milestone_id
    cross join lateral (
      select one.content, one.handed_in_at from delivery_rounds one
      where one.delivery_id = delivery.id and one.handed_in_at < until order by one.round desc limit 1
    ) round
    cross join lateral jsonb_array_elements(round.content -> 'sections') part (value)
    where delivery.kind in ('self-assessment-report', 'mid-year-report', 'year-end-report')
      and unaccented(part.value ->> 'title') ~ 'kho khan|vuong mac|han che|ton tai|de xuat|kien nghi'
      and btrim(concat(part.value ->> 'prefill', part.value ->> 'text')) <> ''
    union all
    select place.campaign_id, place.unit_id, finding.saved_at, said.kind, 'team', 'findings', null,
      nullif(part.code, ''), btrim(said.text), finding.submission_id, 'findings/' || part.code || '/' || said.kind
    from assessment_findings finding
    join submissions file on file.id = finding.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    cross join lateral (
      select '' as code, finding.whole as words union all select key, value from jsonb_each(finding.groups)
    ) part
    cross join lateral (values
      ('difficulty', part.words ->> 'weaknesses'), ('proposal', part.words ->> 'improvements')) said (kind, text)
    where finding.saved_at < until and btrim(said.text) <> ''
    union all
    select place.campaign_id, place.unit_id, minutes.closed_at, 'proposal', 'minutes', minutes.content ->> 'kind', null, null,
      btrim(minutes.school_view), minutes.id, 'minutes'
    from visit_minutes minutes
    join submissions file on file.id = minutes.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    where minutes.closed_at < until and btrim(minutes.school_view) <> ''
      and not exists (select from visit_minutes later where later.submission_id = minutes.submission_id
        and later.number > minutes.number and later.correction is not null and later.closed_at < until
        and later.content ->> 'kind' = minutes.content ->> 'kind')
    union all
    select place.campaign_id, place.unit_id, objection.sent_at, 'proposal', 'objection', 'objection', null,
      objection.criterion_code, btrim(objection.text), objection.id, 'objection'
    from objections objection
    join submissions file on file.id = objection.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    where objection.sent_at < until
    union all
    select record.campaign_id, record.unit_id, record.closed_at, 'difficulty', 'supervision', finding.severity, null,
      finding.criterion_code, btrim(finding.text), finding.id, 'supervision'
    from supervision_findings finding join supervision_records record on record.id = finding.record_id
    where record.closed_at < until
  ) said (campaign_id, unit_id, at, kind, origin, source, heading, criterion_code, text, source_id, place)
  -- “Không có” is what people write where nothing was.
  where unaccented(said.text) !~ '^(khong|khong co|khong co gi|chua co|-+)?[ .]*$'
$$;

-- In which columns a body hands its results to the emulation board.
create table emulation_settings (
  unit_id uuid primary key references units (id),
  columns jsonb not null,
  version integer not null check (version > 0),
  saved_at timestamptz not null
);
