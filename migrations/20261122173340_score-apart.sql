-- Members of an external team score on sheets of their own, unseen by each other until all have finished.
create table assessment_sheets (
  submission_id uuid not null references submissions (id),
  person_id uuid not null references people (id),
  -- The head of the team says who scores; without a row a member does.
  scores boolean not null default true,
  done_at timestamptz,
  primary key (submission_id, person_id)
);
create index assessment_sheets_person_id on assessment_sheets (person_id);

-- Once open, the sheets of a file stay open.
create table assessment_openings (
  submission_id uuid primary key references submissions (id),
  opened_at timestamptz not null
);
create trigger assessment_openings_append_only before update or delete or truncate on assessment_openings
  for each statement execute function refuse_change();

-- One line of one assessor.
create table assessor_lines (
  submission_id uuid not null references submissions (id),
  criterion_code text not null,
  met boolean,
  score numeric(6,2),
  count integer check (count >= 0),
  numerator integer check (numerator >= 0),
  denominator integer check (denominator >= 0),
  choice integer,
  items integer[],
  fields jsonb not null default '{}',
  note text not null default '',
  reason text not null default '',
  awarded numeric(6,2),
  maximum numeric(6,2) not null,
  version integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null,
  primary key (submission_id, saved_by_id, criterion_code),
  constraint assessor_lines_score check (score between 0 and maximum),
  constraint assessor_lines_awarded check (awarded between 0 and maximum),
  constraint assessor_lines_part_of_whole check (numerator <= denominator)
);
create index assessor_lines_saved_by_id on assessor_lines (saved_by_id);

-- What one assessor says of the evidence. As among the verdicts of the team, each is a new version.
create table assessor_verdicts (
  evidence_id uuid not null references evidence (id),
  criterion_code text not null,
  given_by_id uuid not null,
  version integer not null check (version > 0),
  submission_id uuid not null references submissions (id),
  outcome text check (outcome in ('accepted', 'insufficient', 'not-relevant', 'expired')),
  note text not null default '',
  given_at timestamptz not null,
  given_by text not null,
  constraint assessor_verdicts_version primary key (evidence_id, criterion_code, given_by_id, version),
  constraint assessor_verdicts_note check (outcome is null or outcome = 'accepted' or note <> '')
);
create index assessor_verdicts_submission_id on assessor_verdicts (submission_id);
create index assessor_verdicts_given_by_id on assessor_verdicts (given_by_id);
create trigger assessor_verdicts_append_only before delete or truncate on assessor_verdicts
  for each statement execute function refuse_change();
create trigger assessor_verdicts_keep before update on assessor_verdicts
  for each row execute function refuse_change_but_name('given_by');

-- What a member holds against what the team agreed; an empty text took it back.
create table assessment_dissents (
  submission_id uuid not null references submissions (id),
  criterion_code text not null,
  saved_by_id uuid not null,
  text text not null,
  version integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  primary key (submission_id, criterion_code, saved_by_id)
);
create index assessment_dissents_saved_by_id on assessment_dissents (saved_by_id);

-- Strengths, weaknesses, what to improve: of the whole and of groups.
create table assessment_findings (
  submission_id uuid primary key references submissions (id),
  whole jsonb not null,
  groups jsonb not null default '{}',
  version integer not null,
  saved_at timestamptz not null,
  saved_by text not null,
  saved_by_id uuid not null
);
