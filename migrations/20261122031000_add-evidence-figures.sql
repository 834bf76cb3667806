-- A figure with its source is evidence too. The value is kept digit for digit: no scale that would round it.
alter table evidence
  add figure_value numeric,
  add figure_unit text,
  add figure_source text,
  drop constraint evidence_kind_check,
  add constraint evidence_kind_check check (kind in ('file', 'link', 'figure')),
  add constraint evidence_figure check (kind <> 'figure' or num_nulls(figure_value, figure_unit, figure_source) = 0),
  add constraint evidence_figure_value check (figure_value between 0 and 100000000 and scale(figure_value) <= 6);
