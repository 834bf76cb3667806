-- What a campaign keeps of its plan besides the milestones: the signed file, what its reports are made of, what the
-- plan says besides, and the campaign of an earlier year that it began from.
alter table campaigns
  add column plan_attachment_id uuid references attachments (id),
  add column report_outline jsonb not null default '[
    {"code": "I", "title": "Công tác lãnh đạo, chỉ đạo", "parts": ["Triển khai các văn bản chỉ đạo", "Ban hành các văn bản, công tác hướng dẫn, bồi dưỡng tập huấn"]},
    {"code": "II", "title": "Kết quả thực hiện", "parts": ["Quá trình thực hiện tại cơ sở giáo dục", "Kết quả mức độ chuyển đổi số của đơn vị"]},
    {"code": "III", "title": "Khó khăn, vướng mắc khi triển khai", "parts": []},
    {"code": "IV", "title": "Phương hướng nhiệm vụ trọng tâm năm học tiếp theo", "parts": []},
    {"code": "V", "title": "Đề xuất, kiến nghị", "parts": []}
  ]',
  add column notes text not null default '',
  add column repeats_id uuid references campaigns (id);
create index campaigns_plan_attachment_id on campaigns (plan_attachment_id);
create index campaigns_repeats_id on campaigns (repeats_id);

-- The level that the plan wants units of this kind to reach.
alter table campaign_sets add column target_level integer check (target_level between 1 and 9);

-- Code of the milestone of the same plan and tier that this one comes before (source 001, III.0 before III.1).
alter table milestones add column before_code text;
-- Plans number each tier by itself: II.3a is a task of the schools and one of the managing body (source 004).
alter table milestones drop constraint milestones_code_once;
alter table milestones add constraint milestones_code_once
  unique nulls not distinct (campaign_id, body_unit_id, tier, code);

-- A unit that no longer takes part: its row stays, because the record and the empty form refer to it.
alter table campaign_units add column taken_out_at timestamptz;

-- The last days that count for the file of a unit, from the milestones that ask for its parts; null where none does.
alter table campaign_units
  add column self_due date,
  add column request_due date,
  add column external_due date,
  add column decision_due date;

-- Actions are named in the code; the database sees to it that they look like names.
alter table campaign_events drop constraint if exists campaign_events_action_check;
alter table campaign_events add constraint campaign_events_action_check check (action ~ '^[a-z]+(-[a-z]+)*$');

-- The unit that an entry is about: it is for that unit, those above it and those below it. null: for everybody.
alter table campaign_events add column unit_id uuid references units (id);
create index campaign_events_unit_id on campaign_events (unit_id);

create or replace view campaign_duty_units as
  with taking_part as (
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

-- Brings the last days of the files up to date: those of the school from its own milestones, those of the external
-- assessment from the milestones of whoever assesses it, else from its own. The order of kinds is that of `deadlinesOf`.
create function refresh_campaign_dues(campaigns uuid[]) returns void language sql as $$
  with dated as (
    select duty.campaign_id, duty.unit_id,
      min(due_on) filter (where tier = 'school' and kind = 'self-assessment') as self,
      min(due_on) filter (where tier = 'school' and kind = 'self-assessment-report') as report,
      min(due_on) filter (where tier = 'school' and kind = 'request') as request,
      min(due_on) filter (where tier = 'school' and kind = 'external-assessment') as own_external,
      min(due_on) filter (where tier <> 'school' and kind = 'external-assessment') as external,
      min(due_on) filter (where tier <> 'school' and kind = 'recognition-decision') as decision
    from milestone_duties duty, unnest(duty.deliverables) kind
    where duty.campaign_id = any (campaigns) and duty.due_on is not null and duty.deliverables && array[
      'self-assessment', 'self-assessment-report', 'request', 'external-assessment', 'recognition-decision']
    group by duty.campaign_id, duty.unit_id
  ), wanted as (
    select unit.id,
      coalesce(own.self, own.report, own.request) as self_due,
      coalesce(own.request, own.report, own.self) as request_due,
      coalesce(body.external, own.own_external, body.decision) as external_due,
      coalesce(body.decision, body.external, own.own_external) as decision_due
    from campaign_units unit
    left join dated own on own.campaign_id = unit.campaign_id and own.unit_id = unit.unit_id
    left join dated body on body.campaign_id = unit.campaign_id and body.unit_id = unit.assessor_unit_id
    where unit.campaign_id = any (campaigns)
  )
  update campaign_units unit
  set self_due = wanted.self_due, request_due = wanted.request_due,
    external_due = wanted.external_due, decision_due = wanted.decision_due
  from wanted
  where wanted.id = unit.id and (unit.self_due, unit.request_due, unit.external_due, unit.decision_due)
    is distinct from (wanted.self_due, wanted.request_due, wanted.external_due, wanted.decision_due);
$$;

-- Whoever changes a date, by whatever way, changes what counts for the units.
create function follow_milestones() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform refresh_campaign_dues(array(select distinct campaign_id from before_rows));
  else
    perform refresh_campaign_dues(array(select distinct campaign_id from after_rows));
  end if;
  return null;
end $$;
create trigger milestones_follow_insert after insert on milestones
  referencing new table as after_rows for each statement execute function follow_milestones();
create trigger milestones_follow_update after update on milestones
  referencing new table as after_rows for each statement execute function follow_milestones();
create trigger milestones_follow_delete after delete on milestones
  referencing old table as before_rows for each statement execute function follow_milestones();

create function follow_dates() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    perform refresh_campaign_dues(array(
      select distinct campaign_id from milestones where id in (select milestone_id from before_rows)));
  else
    perform refresh_campaign_dues(array(
      select distinct campaign_id from milestones where id in (select milestone_id from after_rows)));
  end if;
  return null;
end $$;
create trigger milestone_body_dates_follow_insert after insert on milestone_body_dates
  referencing new table as after_rows for each statement execute function follow_dates();
create trigger milestone_body_dates_follow_update after update on milestone_body_dates
  referencing new table as after_rows for each statement execute function follow_dates();
create trigger milestone_body_dates_follow_delete after delete on milestone_body_dates
  referencing old table as before_rows for each statement execute function follow_dates();
create trigger milestone_extensions_follow after insert on milestone_extensions
  referencing new table as after_rows for each statement execute function follow_dates();

create function follow_units() returns trigger language plpgsql as $$
declare
  moved uuid[] := array(
    select distinct after.campaign_id from after_rows after
    where exists (select from milestones where campaign_id = after.campaign_id));
begin
  if cardinality(moved) > 0 then
    perform refresh_campaign_dues(moved);
  end if;
  return null;
end $$;
create function follow_changed_units() returns trigger language plpgsql as $$
declare
  moved uuid[] := array(
    select distinct after.campaign_id from after_rows after join before_rows before using (id)
    where (after.unit_id, after.assessor_unit_id, after.taken_out_at)
      is distinct from (before.unit_id, before.assessor_unit_id, before.taken_out_at)
    and exists (select from milestones where campaign_id = after.campaign_id));
begin
  -- The dates themselves are no reason: what this writes ends here.
  if cardinality(moved) > 0 then
    perform refresh_campaign_dues(moved);
  end if;
  return null;
end $$;
create trigger campaign_units_follow_insert after insert on campaign_units
  referencing new table as after_rows for each statement execute function follow_units();
create trigger campaign_units_follow_update after update on campaign_units
  referencing old table as before_rows new table as after_rows
  for each statement execute function follow_changed_units();
