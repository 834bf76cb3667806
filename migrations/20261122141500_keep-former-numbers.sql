-- A row of a register can be given another code by hand; the number it had stays its own, so that it can go back to it and
-- nobody else gets it.
create table evidence_former_numbers (
  campaign_unit_id uuid not null references campaign_units (id),
  criterion_code text not null,
  number integer not null check (number > 0),
  evidence_id uuid not null references evidence (id),
  constraint evidence_former_number primary key (campaign_unit_id, criterion_code, number)
);
create index evidence_former_numbers_evidence_id on evidence_former_numbers (evidence_id);

-- What a code or a box was, and what it became.
alter table evidence_events add detail jsonb not null default '{}';
