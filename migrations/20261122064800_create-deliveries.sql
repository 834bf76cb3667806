-- What a unit hands in for one milestone, as it stands now. A row is there as soon as somebody begins to prepare it.
-- A milestone that is taken out of its plan takes drafts with it; what was handed in holds it by its rounds.
create table deliveries (
  id uuid primary key,
  milestone_id uuid not null references milestones (id) on delete cascade,
  unit_id uuid not null references units (id),
  kind text not null,
  status text not null default 'not-started'
    check (status in ('not-started', 'handed-in', 'received', 'returned', 'accepted')),
  round integer not null default 0,
  version integer not null default 1,
  draft jsonb not null default '{}',
  first_handed_in_at timestamptz,
  handed_in_at timestamptz,
  return_due date,
  constraint deliveries_once unique (milestone_id, unit_id, kind),
  constraint deliveries_handed_in check ((round = 0) = (handed_in_at is null))
);
create index deliveries_unit_id on deliveries (unit_id);

-- Files of the draft. One that was handed in stays with its round, whatever becomes of the draft.
create table delivery_files (
  delivery_id uuid not null references deliveries (id) on delete cascade,
  attachment_id uuid not null references attachments (id),
  removed_at timestamptz,
  primary key (delivery_id, attachment_id)
);
create index delivery_files_attachment_id on delivery_files (attachment_id);

-- What was handed in, each time. Append-only.
create table delivery_rounds (
  delivery_id uuid not null references deliveries (id),
  round integer not null,
  content jsonb not null,
  due_on date,
  handed_in_at timestamptz not null,
  handed_in_by text not null,
  handed_in_by_id uuid not null,
  primary key (delivery_id, round)
);
create table delivery_round_files (
  delivery_id uuid not null,
  round integer not null,
  attachment_id uuid not null references attachments (id),
  primary key (delivery_id, round, attachment_id),
  foreign key (delivery_id, round) references delivery_rounds (delivery_id, round)
);
create index delivery_round_files_attachment_id on delivery_round_files (attachment_id);

-- Every move, who made it, when and why. Append-only.
create table delivery_events (
  id uuid primary key,
  delivery_id uuid not null references deliveries (id),
  action text not null,
  from_status text not null,
  to_status text not null,
  round integer not null,
  reason text,
  due date,
  at timestamptz not null,
  actor_id uuid not null,
  actor_name text not null,
  unit_name text not null
);
create index delivery_events_delivery_id on delivery_events (delivery_id, at);

create trigger delivery_rounds_append_only before update or delete or truncate on delivery_rounds
  for each statement execute function refuse_change();
create trigger delivery_round_files_append_only before update or delete or truncate on delivery_round_files
  for each statement execute function refuse_change();
create trigger delivery_events_append_only before update or delete or truncate on delivery_events
  for each statement execute function refuse_change();

-- Whether the website that was handed in answers, as it was last looked at.
create table delivery_links (
  delivery_id uuid primary key references deliveries (id),
  url text not null,
  state text not null check (state in ('up', 'down', 'refused')),
  fault text,
  http_status integer,
  title text,
  -- Since when it has been in this state.
  since timestamptz not null,
  checked_at timestamptz not null,
  last_up_at timestamptz
);
create index delivery_links_checked_at on delivery_links (checked_at);

-- What a person was told in the app. Kinds are a closed set of the code.
create table notices (
  id uuid primary key default gen_random_uuid(),
  person_id uuid not null references people (id),
  unit_id uuid not null references units (id),
  kind text not null,
  "values" jsonb not null default '{}',
  at timestamptz(3) not null default now(),
  read_at timestamptz,
  sent_by text
);
create index notices_person_id on notices (person_id, unit_id, at desc, id desc);
create index notices_unit_id on notices (unit_id);

-- A unit is reminded of one thing at most once a day, by whomever.
create table reminders (
  id uuid primary key,
  milestone_id uuid not null references milestones (id) on delete cascade,
  unit_id uuid not null references units (id),
  kind text not null,
  -- The day in Asia/Ho_Chi_Minh.
  sent_on date not null,
  sent_at timestamptz not null,
  -- Null: automatic.
  actor_id uuid,
  sent_by text,
  note text not null default '',
  constraint reminders_once_a_day unique (milestone_id, unit_id, kind, sent_on)
);
create index reminders_unit_id on reminders (unit_id);

-- What the system sees by itself: for which of the files that a unit answers for something has been reached, and when.
-- A school answers for its own file; a managing body for those it assesses, a province without such for all.
create function system_deliverable(
  asked text, the_campaign uuid, the_tier text, the_unit uuid, own_file uuid,
  out total integer, out done integer, out handed_in boolean, out returned boolean,
  out first_at timestamptz, out last_at timestamptz
) language sql stable as $$
  with files as (
    select submission.id, submission.status, submission.campaign_unit_id
    from campaign_units unit
    join submissions submission on submission.campaign_unit_id = unit.id
    where unit.campaign_id = the_campaign and case
      when own_file is not null and (the_tier = 'school' or asked in ('self-assessment', 'request', 'evidence-register'))
        then unit.id = own_file
      when the_tier = 'school' then unit.unit_id = the_unit
      when the_tier = 'managing-body' then unit.assessor_unit_id = the_unit
      else unit.assessor_unit_id = the_unit or not exists (
        select 1 from campaign_units direct
        where direct.campaign_id = the_campaign and direct.assessor_unit_id = the_unit)
    end
  ), marks as (
    select files.id, files.status,
      case asked
        when 'self-assessment' then array['approved']
        when 'evidence-register' then array['approved']
        when 'request' then array['submitted']
        when 'external-assessment' then array['assessed']
        when 'publication' then array['published', 'refused']
        else array['recognised', 'refused']
      end as reached_by,
      case asked
        when 'self-assessment' then files.status not in ('drafting', 'awaiting-approval', 'returned')
        when 'evidence-register' then files.status not in ('drafting', 'awaiting-approval', 'returned')
          and exists (select 1 from evidence where campaign_unit_id = files.campaign_unit_id and removed_at is null)
        when 'request' then files.status not in ('drafting', 'awaiting-approval', 'approved', 'returned')
        when 'external-assessment' then files.status in ('assessed', 'recognised', 'refused', 'published')
        when 'publication' then files.status in ('published', 'refused')
        else files.status in ('recognised', 'refused', 'published')
      end as reached
    from files
  ), moments as (
    select marks.*, event.first_at, event.last_at
    from marks
    left join lateral (
      select min(at) as first_at, max(at) as last_at
      from submission_events where submission_id = marks.id and to_status = any (marks.reached_by)
    ) event on true
  )
  select count(*)::integer, count(*) filter (where reached)::integer,
    asked = 'request' and coalesce(bool_or(status = 'submitted'), false),
    asked in ('self-assessment', 'request') and count(*) = 1 and coalesce(bool_or(status = 'returned'), false),
    case when bool_and(reached) then max(moments.first_at) end,
    case when bool_and(reached) then max(moments.last_at) end
  from moments
$$;

-- Every thing that is asked of a unit, whether or not it was begun: one row for each milestone, unit and kind.
create view delivery_duties as
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
      when seen.total is null then coalesce(delivery.status, 'not-started')
      when seen.total > 0 and seen.done = seen.total then case when seen.handed_in then 'handed-in' else 'accepted' end
      when seen.returned then 'returned'
      else 'not-started'
    end as status,
    coalesce(delivery.first_handed_in_at, seen.first_at) as first_handed_in_at,
    coalesce(delivery.handed_in_at, seen.last_at) as handed_in_at,
    seen.done, seen.total
  from milestone_duties duty
  cross join lateral unnest(duty.deliverables) as asked (kind)
  left join deliveries delivery
    on delivery.milestone_id = duty.milestone_id and delivery.unit_id = duty.unit_id and delivery.kind = asked.kind
  left join lateral (
    select reached.total, reached.done, reached.handed_in, reached.returned, reached.first_at, reached.last_at
    from system_deliverable(asked.kind, duty.campaign_id, duty.tier, duty.unit_id, duty.campaign_unit_id) reached
    where asked.kind in ('self-assessment', 'evidence-register', 'request', 'external-assessment', 'publication',
      'recognition-decision', 'certificate')
    union all
    select 1, count(*)::integer, false, false, min(first), min(first)
    from (
      select min(published_at) as first from indicator_sets
      where owner_unit_id = duty.unit_id and derived_from_id is not null and status = 'published'
      having min(published_at) is not null
    ) derived
    where asked.kind = 'derived-indicator-set'
    having asked.kind = 'derived-indicator-set'
  ) seen on true;
