-- Who takes part is looked up, not copied: a list of one school must not read every unit of every campaign.
create or replace view campaign_duty_units as
  with taking_part as not materialized (
    select * from campaign_units where taken_out_at is null
  )
  select
    unit.campaign_id, 'school' as tier, unit.unit_id, unit.unit_code, unit.unit_name, unit.unit_type, unit.unit_path,
    unit.assessor_unit_id as receiver_unit_id, unit.assessor_path as receiver_path,
    unit.assessor_unit_id as body_unit_id, unit.id as campaign_unit_id
  from taking_part unit
  where unit.unit_type not in ('district-office', 'commune-office')
  union all
  select
    body.campaign_id, 'managing-body', body.unit_id, body.unit_code, body.unit_name, body.unit_type, body.unit_path,
    campaign.province_unit_id, province.path, body.unit_id, body.campaign_unit_id
  from (
    select distinct on (campaign_id, unit_id) campaign_id, unit_id, unit_code, unit_name, unit_type, unit_path, campaign_unit_id
    from (
      select campaign_id, assessor_unit_id as unit_id, assessor_code as unit_code, assessor_name as unit_name,
        assessor_type as unit_type, assessor_path as unit_path, null::uuid as campaign_unit_id
      from taking_part
      union all
      select campaign_id, unit_id, unit_code, unit_name, unit_type, unit_path, id
      from taking_part
    ) every
    where unit_type in ('district-office', 'commune-office')
    order by campaign_id, unit_id, campaign_unit_id nulls last
  ) body
  join campaigns campaign on campaign.id = body.campaign_id
  join units province on province.id = campaign.province_unit_id
  union all
  select
    campaign.id, 'province', province.id, province.code, province.name, province.type, province.path,
    province.id, province.path, province.id, null
  from campaigns campaign
  join units province on province.id = campaign.province_unit_id;

-- What of a file counts as reached, and with which status it came about. `own`: a managing body that takes part itself
-- answers for its own file, not for those of its units.
create view system_deliverables (kind, own, reached_by, reached) as values
  ('self-assessment', true, array['approved'],
    array['approved', 'submitted', 'accepted', 'assessing', 'assessed', 'recognised', 'refused', 'published']),
  ('evidence-register', true, array['approved'],
    array['approved', 'submitted', 'accepted', 'assessing', 'assessed', 'recognised', 'refused', 'published']),
  ('request', true, array['submitted'],
    array['submitted', 'accepted', 'assessing', 'assessed', 'recognised', 'refused', 'published']),
  ('external-assessment', false, array['assessed'], array['assessed', 'recognised', 'refused', 'published']),
  ('recognition-decision', false, array['recognised', 'refused'], array['recognised', 'refused', 'published']),
  ('certificate', false, array['recognised', 'refused'], array['recognised', 'refused', 'published']),
  ('publication', false, array['published', 'refused'], array['published', 'refused']);

-- How far the files have come that a managing body assesses; for a province without such, all files of the campaign.
create function files_reached(
  the_campaign uuid, the_unit uuid, is_province boolean, reached_by text[], reached text[],
  out total integer, out done integer, out first_at timestamptz, out last_at timestamptz
) language sql stable as $$
  with files as (
    select submission.id, submission.status
    from campaign_units unit join submissions submission on submission.campaign_unit_id = unit.id
    where unit.campaign_id = the_campaign and unit.assessor_unit_id = the_unit and unit.taken_out_at is null
    union all
    select submission.id, submission.status
    from campaign_units unit join submissions submission on submission.campaign_unit_id = unit.id
    where is_province and unit.campaign_id = the_campaign and unit.taken_out_at is null and not exists (
      select 1 from campaign_units direct
      where direct.campaign_id = the_campaign and direct.assessor_unit_id = the_unit and direct.taken_out_at is null)
  )
  select count(*)::integer, count(*) filter (where files.status = any (reached))::integer,
    max(moment.first_at), max(moment.last_at)
  from files
  left join lateral (
    select min(at) as first_at, max(at) as last_at
    from submission_events event where event.submission_id = files.id and event.to_status = any (reached_by)
  ) moment on files.status = any (reached)
$$;

create or replace view delivery_duties as
  select
    duty.campaign_id, duty.milestone_id, duty.position, duty.tier, duty.code, duty.task, asked.kind,
    duty.required, duty.lateness, duty.reminder_days, duty.unit_id, duty.unit_code,
    duty.unit_name collate vi as unit_name, duty.unit_type, duty.unit_path, duty.campaign_unit_id,
    duty.receiver_unit_id, duty.receiver_path, duty.body_unit_id, duty.starts_on, duty.planned_due_on, duty.extended_to,
    delivery.return_due,
    -- Whoever asks for it again gives time; never less than the plan gives.
    greatest(duty.due_on, delivery.return_due) as due_on,
    duty.due_on as first_due_on,
    delivery.id as delivery_id,
    coalesce(delivery.version, 0) as version,
    coalesce(delivery.round, 0) as round,
    case
      when asked.kind = 'derived-indicator-set' then case when derived.at is null then 'not-started' else 'accepted' end
      when seen.kind is null then coalesce(delivery.status, 'not-started')
      when file.id is not null then case
        when own.reached then case when asked.kind = 'request' and file.status = 'submitted' then 'handed-in' else 'accepted' end
        when file.status = 'returned' and asked.kind in ('self-assessment', 'request') then 'returned'
        else 'not-started'
      end
      when many.total > 0 and many.done = many.total then 'accepted'
      else 'not-started'
    end as status,
    case
      when asked.kind = 'derived-indicator-set' then derived.at
      when seen.kind is null then delivery.first_handed_in_at
      when file.id is not null then case when own.reached then own.first_at end
      when many.done = many.total then many.first_at
    end as first_handed_in_at,
    case
      when asked.kind = 'derived-indicator-set' then derived.at
      when seen.kind is null then delivery.handed_in_at
      when file.id is not null then case when own.reached then own.last_at end
      when many.done = many.total then many.last_at
    end as handed_in_at,
    case
      when asked.kind = 'derived-indicator-set' then (derived.at is not null)::integer
      when file.id is not null then own.reached::integer
      else many.done
    end as done,
    case when asked.kind = 'derived-indicator-set' or file.id is not null then 1 else many.total end as total
  from milestone_duties duty
  cross join lateral unnest(duty.deliverables) as asked (kind)
  left join deliveries delivery
    on delivery.milestone_id = duty.milestone_id and delivery.unit_id = duty.unit_id and delivery.kind = asked.kind
  left join system_deliverables seen on seen.kind = asked.kind
  left join submissions file
    on file.campaign_unit_id = duty.campaign_unit_id and seen.kind is not null and (duty.tier = 'school' or seen.own)
  left join lateral (
    select min(at) as first_at, max(at) as last_at,
      file.status = any (seen.reached) and (seen.kind <> 'evidence-register' or exists (
        select 1 from evidence where campaign_unit_id = file.campaign_unit_id and removed_at is null)) as reached
    from submission_events event where event.submission_id = file.id and event.to_status = any (seen.reached_by)
  ) own on file.id is not null
  -- The condition stands within, and `offset 0` keeps it there: else files are counted for each of the many rows that do
  -- not ask for it, and the result is thrown away.
  left join lateral (
    select * from files_reached(duty.campaign_id, duty.unit_id, duty.tier = 'province', seen.reached_by, seen.reached)
    where seen.kind is not null and file.id is null and duty.tier <> 'school'
    offset 0
  ) many on true
  left join lateral (
    select min(published_at) as at from indicator_sets
    where asked.kind = 'derived-indicator-set'
      and owner_unit_id = duty.unit_id and derived_from_id is not null and status = 'published'
  ) derived on true;

drop function system_deliverable;
