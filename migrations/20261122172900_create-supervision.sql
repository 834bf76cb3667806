-- A draw of files at random. Seed and population stay with it, so that anyone can draw again.
create table supervision_samples (
  id uuid primary key,
  province_unit_id uuid not null references units (id),
  campaign_id uuid not null references campaigns (id),
  number integer not null check (number > 0),
  title text not null,
  seed text not null,
  strata text not null check (strata in ('none', 'managing-body', 'unit-type', 'level')),
  size jsonb not null,
  filter jsonb not null,
  method text not null,
  -- Every file that could have been drawn, with its stratum, in the order of the ids.
  population jsonb not null,
  population_hash text not null check (population_hash ~ '^[0-9a-f]{64}$'),
  -- Ids of files in the order of the draw.
  drawn jsonb not null,
  drawn_at timestamptz(3) not null,
  drawn_by text not null,
  drawn_by_id uuid not null,
  constraint supervision_samples_number unique (campaign_id, number)
);
create index supervision_samples_province on supervision_samples (province_unit_id, drawn_at desc, id desc);
create trigger supervision_samples_append_only before update or delete or truncate on supervision_samples
  for each statement execute function refuse_change();

-- What the province found when it looked at a school or a managing body.
create table supervision_records (
  id uuid primary key,
  province_unit_id uuid not null references units (id),
  campaign_id uuid not null references campaigns (id),
  unit_id uuid not null references units (id),
  unit_code text not null,
  unit_name text collate vi not null,
  unit_type text not null,
  -- Labels of those that stand above it, itself included, when the record was begun: they read it once it is closed.
  line text[] not null,
  submission_id uuid references submissions (id),
  sample_id uuid references supervision_samples (id),
  number text not null default '',
  checked_on date not null,
  place text not null default '',
  present jsonb not null default '[]',
  minutes text not null default '',
  state text not null default 'draft' check (state in ('draft', 'closed')),
  version integer not null default 1,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  closed_at timestamptz,
  closed_by text,
  closed_by_id uuid,
  -- KT.: whom the one who closed it stood for.
  stands_for jsonb,
  search text not null generated always as (unaccented(unit_name || ' ' || unit_code || ' ' || number)) stored,
  constraint supervision_records_closed check (
    (state = 'closed') = (closed_at is not null) and num_nulls(closed_at, closed_by, closed_by_id) in (0, 3))
);
create index supervision_records_province on supervision_records (province_unit_id, checked_on desc, id desc);
create index supervision_records_campaign_id on supervision_records (campaign_id);
create index supervision_records_unit_id on supervision_records (unit_id);
create index supervision_records_submission_id on supervision_records (submission_id);
create index supervision_records_sample_id on supervision_records (sample_id);
create index supervision_records_line on supervision_records using gin (line);
create index supervision_records_search on supervision_records using gin (search gin_trgm_ops);

create table supervision_findings (
  id uuid primary key,
  record_id uuid not null references supervision_records (id) on delete cascade,
  position integer not null,
  criterion_code text,
  evidence_id uuid references evidence (id),
  severity text not null check (severity in ('remark', 'minor', 'major')),
  text text not null,
  -- The follow-up: who is to do what until when.
  unit_id uuid references units (id),
  due date,
  action text,
  constraint supervision_findings_position unique (record_id, position),
  constraint supervision_findings_follow_up check (num_nulls(unit_id, due, action) in (0, 3))
);
create index supervision_findings_evidence_id on supervision_findings (evidence_id);
create index supervision_findings_unit_id on supervision_findings (unit_id);

-- Once closed a record is nobody's to change, its findings neither; what comes of them are steps of their own.
create function keep_closed_supervision() returns trigger language plpgsql as $$
declare kept uuid;
begin
  if tg_table_name = 'supervision_records' then
    kept := old.id;
    if old.state <> 'closed' then return case when tg_op = 'DELETE' then old else new end; end if;
  elsif tg_op = 'INSERT' then kept := new.record_id;
  else kept := old.record_id;
  end if;
  if exists (select from supervision_records where id = kept and state = 'closed') then
    raise exception 'a closed record of supervision stays as it is';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger supervision_records_keep before update or delete on supervision_records
  for each row execute function keep_closed_supervision();
create trigger supervision_findings_keep before insert or update or delete on supervision_findings
  for each row execute function keep_closed_supervision();

create table supervision_steps (
  id uuid primary key,
  finding_id uuid not null references supervision_findings (id),
  step text not null check (step in ('answer', 'send-back', 'settle')),
  text text not null,
  at timestamptz not null,
  actor_id uuid not null,
  actor_name text not null,
  unit_name text not null,
  stands_for jsonb
);
create index supervision_steps_finding_id on supervision_steps (finding_id, at, id);
create trigger supervision_steps_append_only before update or delete or truncate on supervision_steps
  for each statement execute function refuse_change();

-- Scans and photographs. One that was taken from a draft keeps its row.
create table supervision_files (
  record_id uuid not null references supervision_records (id) on delete cascade,
  attachment_id uuid not null references attachments (id),
  added_at timestamptz not null,
  removed_at timestamptz,
  primary key (record_id, attachment_id)
);
create index supervision_files_attachment_id on supervision_files (attachment_id);
