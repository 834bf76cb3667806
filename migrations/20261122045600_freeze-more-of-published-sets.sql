-- Also whose it is, what it came from and when it was published stay; what the check against the signed text found is
-- written once.
create or replace function indicator_sets_frozen() returns trigger language plpgsql as $$
begin
  if old.status = 'published' and (tg_op = 'DELETE'
      or row(new.code, new.version, new.title, new.sample, new.definition, new.status, new.owner_unit_id,
             new.derived_from_id, new.published_at, new.published_by)
        is distinct from row(old.code, old.version, old.title, old.sample, old.definition, old.status,
             old.owner_unit_id, old.derived_from_id, old.published_at, old.published_by)
      or old.verified_by is not null
        and row(new.verified_by, new.verified_on, new.verified_against, new.verification_doubts,
                new.verification_recorded_at, new.verification_recorded_by)
          is distinct from row(old.verified_by, old.verified_on, old.verified_against, old.verification_doubts,
                old.verification_recorded_at, old.verification_recorded_by)) then
    raise exception 'a published indicator set is not changed' using constraint = 'indicator_sets_frozen', errcode = '23514';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
