-- How many files of a campaign there are of each kind under each set, with the levels they have come to: rows are added up.
-- A file whose kind or levels change adds a row and waits for nobody; from time to time the rows are folded into one of each
-- kind. Whoever looks at all files of the country reads some thousand rows instead of a hundred thousand.
create table report_tallies (
  campaign_id uuid not null,
  tier text not null,
  unit_type text not null,
  indicator_set_id uuid not null,
  self_level integer,
  external_level integer,
  recognised_level integer,
  units bigint not null
);

create function fold_report_tallies() returns void language sql as $$
  with gone as (delete from report_tallies returning *)
  insert into report_tallies
  select campaign_id, tier, unit_type, indicator_set_id, self_level, external_level, recognised_level, sum(units)
  from gone group by 1, 2, 3, 4, 5, 6, 7 having sum(units) <> 0
$$;

create function tally_reported_file() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and not old.taken_out then
    insert into report_tallies values (old.campaign_id, old.tier, old.unit_type, old.indicator_set_id, old.self_level,
      old.external_level, old.recognised_level, -1);
  end if;
  if not new.taken_out then
    insert into report_tallies values (new.campaign_id, new.tier, new.unit_type, new.indicator_set_id, new.self_level,
      new.external_level, new.recognised_level, 1);
  end if;
  return null;
end $$;
create trigger reported_files_tally_added after insert on reported_files
  for each row execute function tally_reported_file();
-- Most steps of a file change none of this, and write nothing.
create trigger reported_files_tally_changed after update on reported_files for each row
  when ((old.campaign_id, old.tier, old.unit_type, old.indicator_set_id, old.taken_out, old.self_level, old.external_level,
      old.recognised_level)
    is distinct from (new.campaign_id, new.tier, new.unit_type, new.indicator_set_id, new.taken_out, new.self_level,
      new.external_level, new.recognised_level))
  execute function tally_reported_file();

insert into report_tallies
select campaign_id, tier, unit_type, indicator_set_id, self_level, external_level, recognised_level, count(*)
from reported_files where not taken_out group by 1, 2, 3, 4, 5, 6, 7;
create index report_tallies_of_campaign on report_tallies (campaign_id);
analyze report_tallies;
