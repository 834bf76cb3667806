-- Minutes that were drawn up for a file are about one meeting each: they say which. A meeting goes by the id of the
-- minutes that were begun first. The record of the unit says that they were entered anew.
alter table documents disable trigger documents_append_only;
update documents set subject_id = begun.id
from council_minutes begun
where documents.kind = 'council-minutes' and begun.submission_id = documents.subject_id
  and begun.revision = 1 and begun.meeting = (documents.data ->> 'meeting')::integer;
alter table documents enable trigger documents_append_only;
