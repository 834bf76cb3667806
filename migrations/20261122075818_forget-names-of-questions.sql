-- Earlier wordings of a question keep what was asked; the name of who asked may give way to a pseudonym.
drop trigger training_question_versions_append_only on training_question_versions;
create trigger training_question_versions_append_only before delete or truncate on training_question_versions
  for each statement execute function refuse_change();
create trigger training_question_versions_keep before update on training_question_versions
  for each row execute function refuse_change_but_name('saved_by');
