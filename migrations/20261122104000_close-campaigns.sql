-- A campaign ends when the province says so: what is undone is asked no longer, and how late it is stays as it was then.
alter table campaigns
  add column closed_at timestamptz,
  add column closed_by text,
  add column closing_note text not null default '',
  add constraint campaigns_closed_by check ((closed_at is null) = (closed_by is null));

-- Whoever asks what is wanted of whom learns whether the campaign still wants it.
create or replace view milestone_duties as
  select
    milestone.campaign_id, milestone.id as milestone_id, milestone.position, milestone.tier, milestone.code,
    milestone.task, milestone.deliverables, milestone.required, milestone.lateness, milestone.reminder_days,
    milestone.body_unit_id as planned_by_unit_id,
    duty.unit_id, duty.unit_code, duty.unit_name, duty.unit_type, duty.unit_path, duty.campaign_unit_id,
    duty.receiver_unit_id, duty.receiver_path, duty.body_unit_id,
    coalesce(own.starts_on, milestone.starts_on) as starts_on,
    coalesce(extension.due_on, own.due_on, milestone.due_on) as due_on,
    milestone.due_on as planned_due_on,
    extension.due_on as extended_to,
    campaign.closed_at
  from milestones milestone
  join campaigns campaign on campaign.id = milestone.campaign_id
  join campaign_duty_units duty
    on duty.campaign_id = milestone.campaign_id and duty.tier = milestone.tier
    and (milestone.body_unit_id is null or milestone.body_unit_id = duty.body_unit_id)
  left join milestone_body_dates own
    on own.milestone_id = milestone.id and own.body_unit_id = duty.body_unit_id and duty.tier = 'school'
  left join lateral (
    select due_on from milestone_extensions
    where milestone_id = milestone.id and unit_id = duty.unit_id
    order by granted_at desc, id desc limit 1
  ) extension on true;

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
    case when asked.kind = 'derived-indicator-set' or file.id is not null then 1 else many.total end as total,
    duty.closed_at
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
    having asked.kind <> 'evidence-register' or 'self-assessment' = any (duty.deliverables)
    union all
    select min(added_at), min(added_at), count(*) > 0
    from evidence
    where asked.kind = 'evidence-register' and campaign_unit_id = file.campaign_unit_id and removed_at is null
    having asked.kind = 'evidence-register' and not 'self-assessment' = any (duty.deliverables)
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
