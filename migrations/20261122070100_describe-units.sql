-- How a unit is reached.
alter table units
  add column address text check (char_length(address) between 1 and 300),
  add column phone text check (char_length(phone) between 1 and 50),
  add column email text check (char_length(email) between 1 and 200),
  add column website text check (char_length(website) between 1 and 300);

-- The places where a unit teaches, in the order in which they are told.
create table unit_sites (
  unit_id uuid not null references units (id),
  position integer not null,
  name text not null check (char_length(name) between 1 and 200),
  address text check (char_length(address) between 1 and 300),
  main boolean not null,
  primary key (unit_id, position)
);
create unique index unit_sites_one_main on unit_sites (unit_id) where main;

-- Every official code that a unit has or has had. Decisions, certificates and files of other systems name units by their
-- codes, so a code never comes to mean another unit; the unit itself may take a former one back.
create table unit_codes (
  -- The code in small letters.
  key text not null,
  unit_id uuid not null references units (id),
  code text not null,
  -- Null: it was there before this was recorded.
  since timestamptz default now(),
  constraint unit_codes_taken primary key (key)
);
create index unit_codes_unit_id on unit_codes (unit_id);
insert into unit_codes (key, unit_id, code, since) select lower(code), id, code, null from units;

-- Whoever writes to `units`, by whatever way, keeps its codes.
create function keep_unit_code() returns trigger language plpgsql as $$
begin
  update unit_codes set code = new.code where key = lower(new.code) and unit_id = new.id;
  if not found then
    insert into unit_codes (key, unit_id, code) values (lower(new.code), new.id, new.code);
  end if;
  return null;
end $$;
create trigger units_keep_code after insert or update of code on units
  for each row execute function keep_unit_code();
