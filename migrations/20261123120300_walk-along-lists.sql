-- Years and bodies of what is published are found one after the other along these, without reading what lies between.
create index public_results_counted on public_results (school_year, level);
create index public_results_bodies on public_results (body_unit_id, province_unit_id, published_at desc);
