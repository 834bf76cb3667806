-- What is made in a moment does not wait behind what takes minutes; of archives their size decides, not their kind.
alter table export_jobs add column pace text not null default 'long',
  add constraint export_jobs_pace check (pace in ('quick', 'long'));
update export_jobs set pace = 'quick' where kind in ('report-file', 'delivery-list');
