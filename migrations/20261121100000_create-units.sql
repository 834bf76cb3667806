create extension if not exists ltree;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- Vietnamese order (Đ after D, accents right) also in a database that was made with another locale.
create collation vi (provider = icu, locale = 'vi-VN');

-- What people search in: one case, no accents. unaccent() is only stable, because its dictionary could change;
-- naming the dictionary makes it as good as immutable, so that it can be indexed.
create function unaccented(value text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize(value, nfc)));

-- For tables that are a record of what happened: rows are added, never changed or taken away.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;

create table units (
  id uuid primary key,
  parent_id uuid references units (id),
  -- The ids from the root down to this unit, without dashes; what lies under it has it as a prefix of labels.
  path ltree not null,
  code text not null,
  name text collate vi not null,
  type text not null check (type in (
    'system', 'province', 'district-office', 'commune-office', 'nursery', 'kindergarten', 'preschool', 'primary',
    'lower-secondary', 'upper-secondary', 'multi-level', 'continuing-education', 'vocational-continuing-education')),
  ownership text check (ownership in ('public', 'non-public')),
  version integer not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint units_path_once unique (path),
  constraint units_path_ends_in_id check (subpath(path, -1) = text2ltree(replace(id::text, '-', ''))),
  constraint units_one_root check ((parent_id is null) = (type = 'system') and (parent_id is null) = (nlevel(path) = 1))
);
create unique index units_code_taken on units (lower(code));
create unique index units_root on units ((parent_id is null)) where parent_id is null;
create index units_parent_id on units (parent_id);
create index units_path on units using gist (path);
create index units_name on units (name, id);
create index units_search on units using gin (unaccented(code || ' ' || name) gin_trgm_ops);

insert into units (id, path, code, name, type)
values ('00000000-0000-7000-8000-000000000001', '00000000000070008000000000000001', 'ROOT', 'Toàn hệ thống', 'system');
