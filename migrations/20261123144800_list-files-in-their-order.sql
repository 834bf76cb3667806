-- Each file as lists and counts of files have it, once for everybody who stands above it: `unit_id` is one of the units in
-- its line, so that whoever stands there reads along an index as many rows as a page shows.
create view files_as_listed as
  select
    above.unit_id, file.id as submission_id, place.id as campaign_unit_id, place.campaign_id, place.assessor_unit_id,
    place.taken_out_at is not null as taken_out, file.status, last.day as last_day,
    (campaign.closed_at at time zone 'Asia/Ho_Chi_Minh')::date as closed_on,
    -- Nothing is due any more in a campaign that has ended. What is late has the earliest days: it comes first.
    case when campaign.closed_at is null then coalesce(last.day, 'infinity') else 'infinity' end as due_on,
    place.unit_name
  from submissions file
  join campaign_units place on place.id = file.campaign_unit_id
  join campaigns campaign on campaign.id = place.campaign_id
  cross join lateral (
    select case
      when file.status in ('drafting', 'returned', 'awaiting-approval')
        then coalesce(file.return_due, place.self_due, campaign.self_assessment_due)
      when file.status = 'approved' then coalesce(file.return_due, place.request_due, campaign.self_assessment_due)
      when file.status = 'result-shown' then file.objection_due
      when file.status in ('submitted', 'accepted', 'assessing', 'objected')
        then coalesce(place.external_due, campaign.external_assessment_due)
      when file.status in ('assessed', 'nominated') then coalesce(place.decision_due, campaign.external_assessment_due)
    end as day
  ) last
  cross join lateral (select distinct label::uuid as unit_id from unnest(place.line) label) above;

create table listed_files (
  unit_id uuid not null,
  submission_id uuid not null references submissions (id),
  campaign_unit_id uuid not null,
  campaign_id uuid not null,
  assessor_unit_id uuid not null,
  taken_out boolean not null,
  status text not null,
  last_day date,
  closed_on date,
  due_on date not null,
  unit_name text collate vi not null,
  primary key (submission_id, unit_id)
);

-- How many files of a campaign stand in a status with a last day: rows are added up. A change adds rows and waits for
-- nobody; from time to time the rows are folded into one of each kind.
create table file_tallies (
  campaign_id uuid not null,
  status text not null,
  last_day date,
  files bigint not null
);
create index file_tallies_of_campaign on file_tallies (campaign_id);

create function fold_file_tallies() returns void language sql as $$
  with gone as (delete from file_tallies returning campaign_id, status, last_day, files)
  insert into file_tallies
  select campaign_id, status, last_day, sum(files) from gone group by 1, 2, 3 having sum(files) <> 0
$$;

-- Every file is counted where it stands in the list of the root, which is in every line.
create function tally_listed_files() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into file_tallies select campaign_id, status, last_day, count(*) from after_rows
    where unit_id = (select id from units where parent_id is null) and not taken_out group by 1, 2, 3;
  else
    insert into file_tallies select campaign_id, status, last_day, sum(files) from (
      select campaign_id, status, last_day, 1 as files from after_rows
      where unit_id = (select id from units where parent_id is null) and not taken_out
      union all
      select campaign_id, status, last_day, -1 from before_rows
      where unit_id = (select id from units where parent_id is null) and not taken_out
    ) changed group by 1, 2, 3 having sum(files) <> 0;
  end if;
  return null;
end $$;
create trigger listed_files_added after insert on listed_files
  referencing new table as after_rows for each statement execute function tally_listed_files();
create trigger listed_files_changed after update on listed_files
  referencing old table as before_rows new table as after_rows for each statement execute function tally_listed_files();

insert into listed_files select * from files_as_listed order by unit_id, due_on, unit_name, submission_id;
select fold_file_tallies();
create index listed_files_in_order on listed_files (unit_id, due_on, unit_name, submission_id) where not taken_out;
create index listed_files_counted on listed_files (unit_id, campaign_id) include (status, last_day, closed_on) where not taken_out;
-- What a unit assesses itself, for whoever stands above all and asks for that.
create index listed_files_assessed on listed_files (assessor_unit_id, due_on, unit_name, submission_id)
  where unit_id = assessor_unit_id and not taken_out;
analyze listed_files;
analyze file_tallies;

-- Makes the rows of these files anew. `lines`: others may stand above them now.
create function renew_listed_files(files uuid[], lines boolean default false) returns void language plpgsql as $$
begin
  -- Of two changes of one file the second waits here, and then sees what the first one wrote. This lock is the last that
  -- anybody takes of a file.
  perform from listed_files where submission_id = any (files) order by submission_id, unit_id for no key update;
  if lines then
    delete from listed_files kept where submission_id = any (files) and not exists (
      select from submissions file join campaign_units place on place.id = file.campaign_unit_id
      where file.id = kept.submission_id and replace(kept.unit_id::text, '-', '') = any (place.line));
  end if;
  insert into listed_files select * from files_as_listed where submission_id = any (files)
  on conflict (submission_id, unit_id) do update set (campaign_unit_id, campaign_id, assessor_unit_id, taken_out, status,
    last_day, closed_on, due_on, unit_name) = row (excluded.campaign_unit_id, excluded.campaign_id,
    excluded.assessor_unit_id, excluded.taken_out, excluded.status, excluded.last_day, excluded.closed_on,
    excluded.due_on, excluded.unit_name);
end $$;

create function list_new_files() returns trigger language plpgsql as $$
begin
  -- There is no row yet that whoever changes the campaign could wait for: they wait here.
  perform from campaigns where id in (select place.campaign_id from added
    join campaign_units place on place.id = added.campaign_unit_id) order by id for share;
  perform from campaign_units where id in (select campaign_unit_id from added) order by id for share;
  perform renew_listed_files(array(select id from added));
  return null;
end $$;
create trigger submissions_listed after insert on submissions
  referencing new table as added for each statement execute function list_new_files();

create function list_moved_file() returns trigger language plpgsql as $$
begin
  perform renew_listed_files(array[new.id]);
  return null;
end $$;
create trigger submissions_move_in_lists after update of status, return_due, objection_due on submissions for each row
  when ((old.status, old.return_due, old.objection_due) is distinct from (new.status, new.return_due, new.objection_due))
  execute function list_moved_file();

create function list_changed_places() returns trigger language plpgsql as $$
declare
  changed uuid[] := array(
    select after.id from after_rows after join before_rows before using (id)
    where (after.campaign_id, after.unit_name, after.line, after.assessor_unit_id, after.taken_out_at, after.self_due,
        after.request_due, after.external_due, after.decision_due)
      is distinct from (before.campaign_id, before.unit_name, before.line, before.assessor_unit_id, before.taken_out_at,
        before.self_due, before.request_due, before.external_due, before.decision_due));
begin
  if cardinality(changed) > 0 then
    perform renew_listed_files(array(select id from submissions where campaign_unit_id = any (changed)), true);
  end if;
  return null;
end $$;
create trigger campaign_units_listed after update on campaign_units
  referencing old table as before_rows new table as after_rows
  for each statement execute function list_changed_places();

create function list_files_of_campaign() returns trigger language plpgsql as $$
begin
  perform renew_listed_files(array(select file.id from submissions file
    join campaign_units place on place.id = file.campaign_unit_id where place.campaign_id = new.id));
  return null;
end $$;
create trigger campaigns_listed after update on campaigns for each row
  when ((old.self_assessment_due, old.external_assessment_due, old.closed_at)
    is distinct from (new.self_assessment_due, new.external_assessment_due, new.closed_at))
  execute function list_files_of_campaign();
