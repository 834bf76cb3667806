create table recognition_decisions (
  id uuid primary key,
  issuer_unit_id uuid not null references units (id),
  issuer_code text not null,
  issuer_name text not null,
  issuer_type text not null,
  issuer_path ltree not null,
  campaign_id uuid not null references campaigns (id),
  number text not null,
  signed_on date not null,
  year integer not null generated always as (extract(year from signed_on)::integer) stored,
  signatory text not null,
  office text not null,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  recorded_by_id uuid not null,
  constraint recognition_decisions_number unique (issuer_unit_id, year, number)
);
create index recognition_decisions_campaign_id on recognition_decisions (campaign_id);
create index recognition_decisions_issuer_path on recognition_decisions using gist (issuer_path);

-- The recognised column: pinned as it stood when the decision was taken.
create table recognitions (
  submission_id uuid primary key references submissions (id),
  decision_id uuid not null references recognition_decisions (id),
  level integer not null,
  level_name text not null,
  result jsonb not null,
  answers jsonb not null,
  certificate_number text not null,
  constraint recognitions_certificate_number unique (certificate_number)
);
create index recognitions_decision_id on recognitions (decision_id);

-- Numbers in sequence per issuing unit and year.
create table certificate_counters (
  issuer_unit_id uuid not null references units (id),
  year integer not null,
  last integer not null check (last > 0),
  primary key (issuer_unit_id, year)
);

create table publications (
  submission_id uuid primary key references submissions (id),
  published_at timestamptz not null default now(),
  published_by text not null,
  published_by_id uuid not null
);
create index publications_published_at on publications (published_at desc, submission_id);
