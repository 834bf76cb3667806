-- Each person as lists of people have them, once for every unit above a place of work: who works somewhere is listed there;
-- who works nowhere any more, where they used to.
create view people_as_listed as
  select distinct label::uuid as unit_id, held.person_id, person.full_name
  from memberships held
  join people person on person.id = held.person_id
  join units place on place.id = held.unit_id
  cross join lateral unnest(string_to_array(ltree2text(place.path), '.')) label
  where held.ended_at is null
    or not exists (select from memberships other where other.person_id = held.person_id and other.ended_at is null);

create table listed_people (
  unit_id uuid not null,
  person_id uuid not null references people (id),
  full_name text collate vi not null,
  primary key (person_id, unit_id)
);
insert into listed_people select * from people_as_listed order by unit_id, full_name, person_id;
create index listed_people_by_name on listed_people (unit_id, full_name, person_id);
analyze listed_people;

-- Makes the rows of these people anew.
create function renew_listed_people(persons uuid[]) returns void language plpgsql as $$
begin
  -- Of two changes about one person the second waits here, and then sees what the first one wrote. This lock is the last
  -- that anybody takes of a person.
  perform from listed_people where person_id = any (persons) order by person_id, unit_id for no key update;
  -- The people are named twice: nobody else need be looked at.
  delete from listed_people kept where person_id = any (persons) and not exists (
    select from people_as_listed now
    where now.person_id = any (persons) and now.person_id = kept.person_id and now.unit_id = kept.unit_id);
  insert into listed_people select * from people_as_listed where person_id = any (persons)
  on conflict (person_id, unit_id) do update set full_name = excluded.full_name
    where listed_people.full_name is distinct from excluded.full_name;
end $$;

create function list_people_of_memberships() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    perform renew_listed_people(array(select distinct person_id from (
      select person_id from before_rows union all select person_id from changed) touched order by 1));
  else
    perform renew_listed_people(array(select distinct person_id from changed order by 1));
  end if;
  return null;
end $$;
create trigger memberships_listed_added after insert on memberships
  referencing new table as changed for each statement execute function list_people_of_memberships();
create trigger memberships_listed_changed after update on memberships
  referencing old table as before_rows new table as changed for each statement execute function list_people_of_memberships();
create trigger memberships_listed_gone after delete on memberships
  referencing old table as changed for each statement execute function list_people_of_memberships();

create function list_renamed_person() returns trigger language plpgsql as $$
begin
  perform renew_listed_people(array[new.id]);
  return null;
end $$;
create trigger people_listed after update of full_name on people for each row
  when (old.full_name is distinct from new.full_name) execute function list_renamed_person();

create function list_people_of_moved_units() returns trigger language plpgsql as $$
declare
  moved uuid[] := array(select after.id from after_rows after join before_rows before using (id)
    where after.path <> before.path);
begin
  if cardinality(moved) > 0 then
    perform renew_listed_people(array(select distinct person_id from memberships where unit_id = any (moved) order by 1));
  end if;
  return null;
end $$;
create trigger units_people_listed after update on units
  referencing old table as before_rows new table as after_rows
  for each statement execute function list_people_of_moved_units();

-- Units in which perhaps nobody can act: none is missing where nobody can, and whoever asks looks whether it is so still. A
-- new unit is one, and one where somebody left or was suspended; it is none any more when somebody comes who can act.
create table perhaps_vacant_units (
  unit_id uuid primary key references units (id)
);
insert into perhaps_vacant_units select unit.id from units unit where not exists (
  select from memberships held join people person on person.id = held.person_id
  where held.unit_id = unit.id and held.ended_at is null and person.status = 'active');
analyze perhaps_vacant_units;

create function note_new_units() returns trigger language plpgsql as $$
begin
  insert into perhaps_vacant_units select id from added on conflict do nothing;
  return null;
end $$;
create trigger units_vacant after insert on units
  referencing new table as added for each statement execute function note_new_units();

create function note_who_comes() returns trigger language plpgsql as $$
begin
  -- Whoever suspends one of them meanwhile is waited for, or waits.
  perform from people where id in (select person_id from changed) order by id for share;
  delete from perhaps_vacant_units where unit_id in (
    select held.unit_id from changed held join people person on person.id = held.person_id
    where held.ended_at is null and person.status = 'active');
  return null;
end $$;
create trigger memberships_vacant_added after insert on memberships
  referencing new table as changed for each statement execute function note_who_comes();

create function note_perhaps_vacant(noted uuid[]) returns void language plpgsql as $$
begin
  -- Whoever clears up waits until it can see what is being done here, and we for its end.
  perform pg_advisory_xact_lock_shared(hashtext('thuoc perhaps vacant'));
  insert into perhaps_vacant_units select unnest(noted) on conflict do nothing;
end $$;

create function note_who_goes() returns trigger language plpgsql as $$
begin
  perform note_perhaps_vacant(array(select distinct unit_id from before_rows order by 1));
  return null;
end $$;
create trigger memberships_vacant_changed after update on memberships
  referencing old table as before_rows for each statement execute function note_who_goes();
create trigger memberships_vacant_gone after delete on memberships
  referencing old table as before_rows for each statement execute function note_who_goes();

create function note_who_is_suspended() returns trigger language plpgsql as $$
begin
  perform note_perhaps_vacant(array(select distinct unit_id from memberships where person_id = new.id order by 1));
  return null;
end $$;
create trigger people_vacant after update of status on people for each row
  when (old.status = 'active' and new.status <> 'active') execute function note_who_is_suspended();

-- Those where somebody can act after all go. One that somebody is at stays for the next time.
create function clear_perhaps_vacant_units() returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('thuoc perhaps vacant'));
  delete from perhaps_vacant_units where unit_id in (
    select noted.unit_id from perhaps_vacant_units noted where exists (
      select from memberships held join people person on person.id = held.person_id
      where held.unit_id = noted.unit_id and held.ended_at is null and person.status = 'active')
    for update of noted skip locked);
end $$;
