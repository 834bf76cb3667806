-- A decision may mend or take back an earlier one; it says so and why, and leaves that one as it stands.
alter table recognition_decisions
  add column kind text not null default 'recognition'
    constraint recognition_decisions_kind check (kind in ('recognition', 'correction', 'revocation')),
  add column about_id uuid references recognition_decisions (id),
  add column reason text,
  -- Until when what is recognised counts, where the decision says so.
  add column valid_until date,
  add constraint recognition_decisions_about
    check ((kind = 'recognition') = (about_id is null) and (kind = 'recognition') = (reason is null));
create index recognition_decisions_about_id on recognition_decisions (about_id);

-- A file may be recognised more than once: again after a revocation, or in other words by a correction.
alter table recognitions drop constraint recognitions_pkey;
alter table recognitions
  add column id uuid not null default gen_random_uuid(),
  add column ordinal integer not null default 1 check (ordinal > 0),
  -- What a correction made the certificate say instead: unit, number, day and signature of the decision it rests on.
  add column printed jsonb;
alter table recognitions
  alter column id drop default,
  alter column ordinal drop default,
  add primary key (id),
  add constraint recognitions_ordinal unique (submission_id, ordinal);

-- By which decision a recognition ended: corrected where another one follows it, else revoked.
create table recognition_endings (
  recognition_id uuid primary key references recognitions (id),
  decision_id uuid not null references recognition_decisions (id),
  successor_id uuid unique references recognitions (id),
  ended_at timestamptz not null
);
create index recognition_endings_decision_id on recognition_endings (decision_id);
create trigger recognition_endings_append_only before update or delete or truncate on recognition_endings
  for each statement execute function refuse_change();

-- What counts today: at most one of a file.
create view current_recognitions as
  select * from recognitions r
  where not exists (select 1 from recognition_endings e where e.recognition_id = r.id);

-- The annexed list of every decision: what it recognised or put in other words, or what it took back.
create view decided_items as
  select decision_id, id as recognition_id, submission_id from recognitions
  union all
  select e.decision_id, e.recognition_id, r.submission_id
  from recognition_endings e join recognitions r on r.id = e.recognition_id
  where e.successor_id is null;
