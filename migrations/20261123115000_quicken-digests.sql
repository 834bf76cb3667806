-- Of a large column the record keeps the SHA-256: it is left out before the rest of the row is put together, which took a
-- file that is pinned four times through memory. What is recorded stays the same to the byte.
create or replace function audit_content(whole jsonb, omitted text[], digested text[]) returns jsonb language sql immutable as $$
  select case when cardinality(digested) = 0 then whole - omitted else (whole - (omitted || digested)) || coalesce((
    select jsonb_object_agg(name, case when whole -> name = 'null' then 'null'
      else to_jsonb('sha256:' || encode(sha256(convert_to((whole -> name)::text, 'UTF8')), 'hex')) end)
    from unnest(digested) name where whole ? name), '{}') end
$$;
