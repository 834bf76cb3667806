-- What people search in, worked out once: doing it for each row of each search is what a search by a common word costs.
alter table campaign_units add column search text not null
  generated always as (unaccented(unit_name || ' ' || unit_code)) stored;
drop index campaign_units_search;
create index campaign_units_search on campaign_units using gin (search gin_trgm_ops);
