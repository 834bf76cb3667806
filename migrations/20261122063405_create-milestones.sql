-- One line of a plan: what is to be done, by which tier, until when, and what comes out of it.
create table milestones (
  id uuid primary key,
  campaign_id uuid not null references campaigns (id),
  -- The managing body that added it to its own plan; null: the province's plan.
  body_unit_id uuid references units (id),
  position integer not null,
  tier text not null check (tier in ('province', 'managing-body', 'school')),
  code text not null,
  task text not null,
  starts_on date,
  due_on date,
  deliverables text[] not null,
  required boolean not null,
  lateness text not null check (lateness in ('mark', 'lock')),
  reminder_days integer[] not null default '{}',
  version integer not null default 1,
  created_at timestamptz not null default now(),
  constraint milestones_code_once unique nulls not distinct (campaign_id, body_unit_id, code),
  constraint milestones_dates check (starts_on is null or due_on is null or starts_on <= due_on),
  -- A managing body plans for itself and for its schools, not for the province.
  constraint milestones_body_tier check (body_unit_id is null or tier <> 'province')
);
create index milestones_campaign_id on milestones (campaign_id, position);
create index milestones_body_unit_id on milestones (body_unit_id);

-- A managing body's own dates for its units: earlier than the plan's, never later (checked under a lock).
create table milestone_body_dates (
  milestone_id uuid not null references milestones (id) on delete cascade,
  body_unit_id uuid not null references units (id),
  starts_on date,
  due_on date not null,
  set_at timestamptz not null default now(),
  set_by text not null,
  primary key (milestone_id, body_unit_id),
  constraint milestone_body_dates_order check (starts_on is null or starts_on <= due_on)
);
create index milestone_body_dates_body_unit_id on milestone_body_dates (body_unit_id);

-- More time for one unit, with the reason; the latest one counts, the others stay as a record.
create table milestone_extensions (
  id uuid primary key,
  milestone_id uuid not null references milestones (id) on delete cascade,
  unit_id uuid not null references units (id),
  due_on date not null,
  reason text not null,
  granted_at timestamptz not null default clock_timestamp(),
  actor_id uuid not null,
  granted_by text not null
);
create index milestone_extensions_milestone_id on milestone_extensions (milestone_id, unit_id, granted_at);
create index milestone_extensions_unit_id on milestone_extensions (unit_id);
create trigger milestone_extensions_append_only before update or truncate on milestone_extensions
  for each statement execute function refuse_change();

-- Units that a campaign asks something of, by tier, in the tree of the campaign; and who receives it from them:
-- the assessing body from a school, the province from a managing body, the province itself for its own tasks.
create view campaign_duty_units as
  select
    unit.campaign_id, 'school' as tier, unit.unit_id, unit.unit_code, unit.unit_name, unit.unit_type, unit.unit_path,
    unit.assessor_unit_id as receiver_unit_id, unit.assessor_path as receiver_path,
    unit.assessor_unit_id as body_unit_id, unit.id as campaign_unit_id
  from campaign_units unit
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
      from campaign_units
      union all
      select campaign_id, unit_id, unit_code, unit_name, unit_type, unit_path, id
      from campaign_units
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

-- Every duty of every unit: a milestone as it binds one unit, with the last day that counts for it.
create view milestone_duties as
  select
    milestone.campaign_id, milestone.id as milestone_id, milestone.position, milestone.tier, milestone.code,
    milestone.task, milestone.deliverables, milestone.required, milestone.lateness, milestone.reminder_days,
    milestone.body_unit_id as planned_by_unit_id,
    duty.unit_id, duty.unit_code, duty.unit_name, duty.unit_type, duty.unit_path, duty.campaign_unit_id,
    duty.receiver_unit_id, duty.receiver_path, duty.body_unit_id,
    coalesce(own.starts_on, milestone.starts_on) as starts_on,
    coalesce(extension.due_on, own.due_on, milestone.due_on) as due_on,
    milestone.due_on as planned_due_on,
    extension.due_on as extended_to
  from milestones milestone
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

-- The plan documents of a campaign: the province's own and one of each managing body.
create table campaign_plans (
  id uuid primary key,
  campaign_id uuid not null references campaigns (id),
  body_unit_id uuid not null references units (id),
  title text not null,
  number text not null,
  issued_on date not null,
  attachment_id uuid references attachments (id),
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  updated_by text not null,
  constraint campaign_plans_one_per_body unique (campaign_id, body_unit_id)
);
create index campaign_plans_body_unit_id on campaign_plans (body_unit_id);
create index campaign_plans_attachment_id on campaign_plans (attachment_id);
