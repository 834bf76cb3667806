-- A move changes status and days of a file, the same in every list it stands in: worked out once, and nothing is written where
-- nothing changes. A quarter of what it cost to make the rows anew.
create or replace function list_moved_file() returns trigger language plpgsql as $$
begin
  -- As in `renew_listed_files`: the second of two changes sees what the first one wrote.
  perform from listed_files where submission_id = new.id order by unit_id for no key update;
  update listed_files kept set status = now.status, last_day = now.last_day, due_on = now.due_on
  from (select status, last_day, due_on from files_as_listed where submission_id = new.id limit 1) now
  where kept.submission_id = new.id
    and (kept.status, kept.last_day, kept.due_on) is distinct from (now.status, now.last_day, now.due_on);
  return null;
end $$;
