-- What the lines of a file came to at a moment, in one value: reports of a whole country look at a million lines, and read
-- them as forty thousand rows. The same as `report_scores`, kept beside it.
create table report_layouts (
  id integer primary key generated always as identity,
  -- The lines that a value has, in its order: one row for each set, and for each way in which lines were left out.
  codes text[] not null unique
);
create table report_points (
  event_id uuid primary key references submission_events (id),
  -- Of the file, so that those of a year are found together.
  school_year text not null,
  side text not null check (side in ('self', 'external')),
  layout_id integer not null references report_layouts (id),
  -- Four bytes a line: hundredths; the least of all numbers where there are no points.
  points bytea not null,
  -- A byte a line: 1 met, 0 not met, 2 where that is not asked.
  met bytea not null
);

create view report_scores_packed as
  select score.event_id, campaign.school_year, case when event.action = 'approve' then 'self' else 'external' end as side,
    score.codes, score.points, score.met
  from (
    select event_id, array_agg(criterion_code order by criterion_code collate "C") as codes,
      string_agg(int4send(coalesce((score * 100)::integer, (-2147483648)::integer)), ''::bytea
        order by criterion_code collate "C") as points,
      string_agg(case when met then '\x01'::bytea when not met then '\x00'::bytea else '\x02'::bytea end, ''::bytea
        order by criterion_code collate "C") as met
    from report_scores group by event_id
  ) score
  join submission_events event on event.id = score.event_id
  join submissions file on file.id = event.submission_id
  join campaign_units place on place.id = file.campaign_unit_id
  join campaigns campaign on campaign.id = place.campaign_id;

create function pack_report_points() returns trigger language plpgsql set enable_seqscan to off as $$
declare
  events uuid[] := array(select distinct event_id from added);
begin
  insert into report_layouts (codes) select distinct codes from report_scores_packed
  where event_id = any (events) on conflict (codes) do nothing;
  insert into report_points
  select packed.event_id, packed.school_year, packed.side, layout.id, packed.points, packed.met
  from report_scores_packed packed join report_layouts layout on layout.codes = packed.codes
  where packed.event_id = any (events);
  return null;
end $$;
create trigger report_scores_pack after insert on report_scores
  referencing new table as added for each statement execute function pack_report_points();

create function move_report_points() returns trigger language plpgsql as $$
begin
  update report_points set school_year = new.school_year
  where event_id in (select event.id from submission_events event
    join submissions file on file.id = event.submission_id
    join campaign_units place on place.id = file.campaign_unit_id where place.campaign_id = new.id);
  return null;
end $$;
create trigger campaigns_move_points after update on campaigns for each row
  when (old.school_year <> new.school_year) execute function move_report_points();

insert into report_layouts (codes) select distinct codes from report_scores_packed order by 1;
insert into report_points
select packed.event_id, packed.school_year, packed.side, layout.id, packed.points, packed.met
from report_scores_packed packed join report_layouts layout on layout.codes = packed.codes
order by packed.school_year, packed.side, packed.event_id;
create index report_points_of_year on report_points (school_year, side);
create index report_points_layout_id on report_points (layout_id);
analyze report_points;
