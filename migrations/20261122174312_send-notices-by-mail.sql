-- How a person wants to hear by e-mail what they are told in a unit; without a row everything comes once a day.
create table notice_settings (
  person_id uuid not null references people (id),
  unit_id uuid not null references units (id),
  -- Of each group of notices: at-once, digest or none.
  modes jsonb not null,
  -- The hour in Asia/Ho_Chi_Minh from which the letter of the day goes out.
  digest_hour smallint not null check (digest_hour between 0 and 23),
  language text not null check (language in ('vi', 'en')),
  primary key (person_id, unit_id)
);
create index notice_settings_unit_id on notice_settings (unit_id);

-- A person has one letter a day and unit, whichever worker writes it.
create table notice_digests (
  person_id uuid not null references people (id),
  unit_id uuid not null references units (id),
  -- The day in Asia/Ho_Chi_Minh.
  day date not null,
  primary key (person_id, unit_id, day)
);
create index notice_digests_unit_id on notice_digests (unit_id);
create index notice_digests_day on notice_digests (day);

-- When it was decided whether a notice goes by e-mail, too; null: not yet. Nobody is written to about what is past.
alter table notices add column letter_settled_at timestamptz;
update notices set letter_settled_at = at;
create index notices_letter on notices (at) where letter_settled_at is null;
