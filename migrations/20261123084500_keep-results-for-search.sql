-- What anyone may read today, each result with what it is searched by and shown with.
create view results_made_public as
  select one.submission_id, known.id as current_recognition_id, one.list_id, place.campaign_id,
    place.unit_id, place.unit_code,
    -- As the certificate has it: a correction may have put it otherwise.
    coalesce(known.printed ->> 'unitName', place.unit_name) as unit_name, place.unit_type,
    place.assessor_unit_id as body_unit_id, place.assessor_code as body_code, place.assessor_name as body_name,
    place.assessor_type as body_type, campaign.province_unit_id, campaign.school_year, place.indicator_set_id,
    known.level, known.level_name, (known.result ->> 'total')::numeric(6, 2) as total, known.certificate_number,
    -- The decision of recognition in the words that count now: a correction may have put them otherwise.
    coalesce(known.printed ->> 'number', about.number, decision.number) as decision_number,
    coalesce((known.printed ->> 'signedOn')::date, about.signed_on, decision.signed_on) as decision_signed_on,
    decision.issuer_name as decision_issuer, one.published_at, one.published_on,
    concat_ws(' ', place.search, unaccented(known.printed ->> 'unitName')) as search
  from current_publications one
    join current_recognitions known on known.submission_id = one.submission_id
    join recognition_decisions decision on decision.id = known.decision_id
    left join recognition_decisions about on about.id = decision.about_id
    join submissions file on file.id = one.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    join campaigns campaign on campaign.id = place.campaign_id;

-- The same, kept: a dozen tables joined for each search cost more than all the rest of it. Names and marks of provinces
-- and of indicator sets are not in it; they are few and looked up. Kept by the triggers below in the transaction that
-- changes what it is made of, so it never says anything else than the view.
create table public_results (
  submission_id uuid primary key references submissions (id),
  current_recognition_id uuid not null,
  list_id uuid,
  campaign_id uuid not null,
  unit_id uuid not null,
  unit_code text not null,
  unit_name text collate vi not null,
  unit_type text not null,
  body_unit_id uuid not null,
  body_code text not null,
  body_name text collate vi not null,
  body_type text not null,
  province_unit_id uuid not null,
  school_year text not null,
  indicator_set_id uuid not null,
  level integer not null,
  level_name text not null,
  total numeric(6, 2) not null,
  certificate_number text not null,
  decision_number text not null,
  decision_signed_on date not null,
  decision_issuer text not null,
  published_at timestamptz(3) not null,
  published_on date not null,
  search text not null
);

-- Makes the rows of these files anew.
create function renew_public_results(files uuid[]) returns void language plpgsql set enable_seqscan to off as $$
begin
  -- Of two changes of one file the second waits here, and then sees what the first one wrote.
  perform from submissions where id = any (files) order by id for no key update;
  delete from public_results where submission_id = any (files);
  insert into public_results select * from results_made_public where submission_id = any (files);
end $$;

create function renew_results_of_added() returns trigger language plpgsql as $$
begin
  perform renew_public_results(array(select distinct submission_id from added));
  return null;
end $$;
create trigger publications_public after insert on publications
  referencing new table as added for each statement execute function renew_results_of_added();
create trigger publication_withdrawals_public after insert on publication_withdrawals
  referencing new table as added for each statement execute function renew_results_of_added();

-- A correction adds the new recognition first and then says what it takes the place of: with that it is complete.
create function renew_results_of_ended() returns trigger language plpgsql as $$
begin
  perform renew_public_results(array(
    select distinct submission_id from added join recognitions on recognitions.id = added.recognition_id));
  return null;
end $$;
create trigger recognition_endings_public after insert on recognition_endings
  referencing new table as added for each statement execute function renew_results_of_ended();

create function renew_result_of_file() returns trigger language plpgsql as $$
begin
  perform renew_public_results(array[new.id]);
  return null;
end $$;
create trigger submissions_public after update of status on submissions for each row
  when (old.status <> new.status and 'published' in (old.status, new.status)) execute function renew_result_of_file();

create function renew_results_of_place() returns trigger language plpgsql as $$
begin
  perform renew_public_results(array(select id from submissions where campaign_unit_id = new.id));
  return null;
end $$;
create trigger campaign_units_public after update on campaign_units for each row
  when ((old.unit_id, old.unit_code, old.unit_name, old.unit_type, old.assessor_unit_id, old.assessor_code,
      old.assessor_name, old.assessor_type, old.indicator_set_id, old.campaign_id)
    is distinct from (new.unit_id, new.unit_code, new.unit_name, new.unit_type, new.assessor_unit_id, new.assessor_code,
      new.assessor_name, new.assessor_type, new.indicator_set_id, new.campaign_id))
  execute function renew_results_of_place();

create function renew_results_of_campaign() returns trigger language plpgsql as $$
begin
  perform renew_public_results(array(select file.id from submissions file
    join campaign_units place on place.id = file.campaign_unit_id where place.campaign_id = new.id));
  return null;
end $$;
create trigger campaigns_public after update of school_year, province_unit_id on campaigns for each row
  when ((old.school_year, old.province_unit_id) is distinct from (new.school_year, new.province_unit_id))
  execute function renew_results_of_campaign();

-- The newest lie together, as they are read.
insert into public_results select * from results_made_public order by published_at, submission_id;
-- In the order of each list, so that its first page is read and nothing else.
create index public_results_newest on public_results (published_at desc, submission_id desc);
create index public_results_of_year on public_results (school_year, published_at desc, submission_id desc);
create index public_results_of_level on public_results (level, published_at desc, submission_id desc);
create index public_results_of_province on public_results (province_unit_id, published_at desc, submission_id desc);
create index public_results_of_body on public_results (body_unit_id, published_at desc, submission_id desc);
create index public_results_of_unit on public_results (unit_id, published_at desc, submission_id desc);
create index public_results_of_list on public_results (list_id, published_at desc, submission_id desc);
-- Without a list of what is pending: it is read whole at each search, and writing is rare.
create index public_results_search on public_results using gin (search gin_trgm_ops) with (fastupdate = off);
analyze public_results;

-- What units are searched by, worked out once: also the codes that they had before.
alter table units
  add column former_codes text not null default '',
  add column search text not null generated always as (unaccented(code || ' ' || name || ' ' || former_codes)) stored;

create function keep_former_codes() returns trigger language plpgsql as $$
begin
  update units set former_codes = told.codes
  from (
    select unit.id, coalesce(string_agg(one.code, ' ' order by one.key), '') as codes
    from units unit left join unit_codes one on one.unit_id = unit.id and one.key <> lower(unit.code)
    where unit.id in (select unit_id from changed) group by unit.id) told
  where units.id = told.id and units.former_codes <> told.codes;
  return null;
end $$;
create trigger unit_codes_inserted after insert on unit_codes
  referencing new table as changed for each statement execute function keep_former_codes();
create trigger unit_codes_updated after update on unit_codes
  referencing new table as changed for each statement execute function keep_former_codes();
create trigger unit_codes_deleted after delete on unit_codes
  referencing old table as changed for each statement execute function keep_former_codes();

-- New columns that are derived from what is followed stay out of the record. No recorded row differs by that, so none has
-- to be stated anew.
create function audit_leave_out(followed regclass, columns text[]) returns void language plpgsql as $$
declare
  known audit_tables := (select one from audit_tables one where one.name = (select relname from pg_class where oid = followed));
  made text := pg_get_functiondef(('audit_' || known.name)::regproc);
  altered text := replace(made, format('%L, %L);', known.omitted, known.digested),
    format('%L, %L);', known.omitted || columns, known.digested));
begin
  if altered is not distinct from made then
    raise exception '% is not followed', followed;
  end if;
  execute altered;
  update audit_tables set omitted = known.omitted || columns where name = known.name;
end $$;
select audit_leave_out('units', array['former_codes', 'search']);
update units set former_codes = told.codes
from (
  select unit.id, string_agg(one.code, ' ' order by one.key) as codes
  from units unit join unit_codes one on one.unit_id = unit.id and one.key <> lower(unit.code) group by unit.id) told
where units.id = told.id;

drop index units_search;
create index units_search on units using gin (search gin_trgm_ops) with (fastupdate = off);
-- By name within a province, the first two labels of the path.
create index units_of_province on units (subpath(path, 0, 2), name, id) where closed_on is null;
analyze units;
