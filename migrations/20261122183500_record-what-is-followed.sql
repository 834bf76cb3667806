-- What is followed, and what of it is left out, is under the record itself: else somebody could take a column out of it.
select audit_follow('audit_tables', 'record', '''00000000-0000-7000-8000-00000000000a''::uuid');
