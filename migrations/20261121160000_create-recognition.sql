create table recognition_decisions (
  id uuid primary key,
  issuer_unit_id uuid not null references units (id),
  issuer_code text not null,
  issuer_name text not null,
  issuer_type text not null,
  campaign_id uuid not null references campaigns (id),
  number text not null,
  signed_on date not null,
  year integer not null generated always as (extract(year from signed_on)::integer) stored,
  signatory text not null,
  office text not null,
  recorded_at timestamptz not null default now(),
  recorded_by text not null,
  recorded_by_id uuid not null
);
-- 12/QĐ-PGDĐT and 12/qđ-pgdđt are one number.
create unique index recognition_decisions_number on recognition_decisions
  (issuer_unit_id, year, replace(lower(normalize(number, nfc)), ' ', ''));
create index recognition_decisions_campaign_id on recognition_decisions (campaign_id);
create index recognition_decisions_signed_on on recognition_decisions (signed_on desc, id desc);

-- The recognised column: pinned as it stood when the decision was taken.
create table recognitions (
  submission_id uuid primary key references submissions (id),
  decision_id uuid not null references recognition_decisions (id),
  level integer not null,
  level_name text not null,
  result jsonb not null,
  answers jsonb not null,
  -- Stands in the address of the check page and is read aloud: nothing that needs escaping or looks like something else.
  certificate_number text not null check (certificate_number ~ '^[A-Z0-9-]+$'),
  constraint recognitions_certificate_number unique (certificate_number)
);
create index recognitions_decision_id on recognitions (decision_id);

-- The running number of certificates, per issuer and year. By the issuer's code as it stands in the number, not by its
-- id: two issuers whose codes differ in a dot only share a sequence instead of making the same number twice.
create table certificate_counters (
  prefix text not null,
  year integer not null,
  last integer not null check (last > 0),
  primary key (prefix, year)
);

create table publications (
  submission_id uuid primary key references submissions (id),
  -- Milliseconds, as pages of results are continued from it.
  published_at timestamptz(3) not null default now(),
  published_by text not null,
  published_by_id uuid not null
);
create index publications_published_at on publications (published_at desc, submission_id desc);

-- What was decided and made public stays as it was; a correction is a record of its own.
create trigger recognition_decisions_append_only before update or delete or truncate on recognition_decisions
  for each statement execute function refuse_change();
create trigger recognitions_append_only before update or delete or truncate on recognitions
  for each statement execute function refuse_change();
create trigger publications_append_only before update or delete or truncate on publications
  for each statement execute function refuse_change();
