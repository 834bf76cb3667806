-- A team may work at a unit more than once: each time has minutes of its own, and a correction is of one of these times.
-- What there was until now are minutes of one time and their corrections.
alter table visit_minutes add column sitting integer not null default 1 check (sitting > 0);
alter table visit_minutes alter column sitting drop default;

-- Minutes that were drawn up for a file are about one time each, and go by the id of the minutes that were begun first of
-- it. The record of the unit says that they were entered anew.
alter table documents disable trigger documents_append_only;
update documents set subject_id = begun.id
from visit_minutes begun
where documents.kind = 'visit-minutes' and begun.submission_id = documents.subject_id and begun.number = 1;
alter table documents enable trigger documents_append_only;

-- Difficulties and proposals, each with where it was said: in a report that was handed in, by the team, in minutes, in an
-- objection, in a check of the province. Parts of a report are told by their headings, which plans word themselves.
create or replace function report_remarks_at(until timestamptz) returns table (
  campaign_id uuid, unit_id uuid, at timestamptz, kind text, origin text, source text, heading text,
  criterion_code text, text text, source_id uuid, place text
) language sql stable as $$
  select * from (
    select milestone.campaign_id, delivery.unit_id, round.handed_in_at,
      case when unaccented(part.value ->> 'title') ~ 'kho khan|vuong mac|han che|ton tai' then 'difficulty' else 'proposal' end,
      'report', delivery.kind, part.value ->> 'title', null::text,
      btrim(concat_ws(E'\n', nullif(part.value ->> 'prefill', ''), nullif(part.value ->> 'text', ''))),
      delivery.id, 'part/' || (part.value ->> 'code')
    from deliveries delivery
    join milestones milestone on milestone.id = delivery.milestone_id
    cross join lateral (
      select one.content, one.handed_in_at from delivery_rounds one
      where one.delivery_id = delivery.id and one.handed_in_at < until order by one.round desc limit 1
    ) round
    cross join lateral jsonb_array_elements(round.content -> 'sections') part (value)
    where delivery.kind in ('self-assessment-report', 'mid-year-report', 'year-end-report')
      and unaccented(part.value ->> 'title') ~ 'kho khan|vuong mac|han che|ton tai|de xuat|kien nghi'
      and btrim(concat(part.value ->> 'prefill', part.value ->> 'text')) <> ''
    union all
    select place.campaign_id, place.unit_id, finding.saved_at, said.kind, 'team', 'findings', null,
      nullif(part.code, ''), btrim(said.text), finding.submission_id, 'findings/' || part.code || '/' || said.kind
    from assessment_findings finding
    join submissions file on file.id = finding.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    cross join lateral (
      select '' as code, finding.whole as words union all select key, value from jsonb_each(finding.groups)
    ) part
    cross join lateral (values
      ('difficulty', part.words ->> 'weaknesses'), ('proposal', part.words ->> 'improvements')) said (kind, text)
    where finding.saved_at < until and btrim(said.text) <> ''
    union all
    select place.campaign_id, place.unit_id, minutes.closed_at, 'proposal', 'minutes', minutes.content ->> 'kind', null, null,
      btrim(minutes.school_view), minutes.id, 'minutes'
    from visit_minutes minutes
    join submissions file on file.id = minutes.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    where minutes.closed_at < until and btrim(minutes.school_view) <> ''
      and not exists (select from visit_minutes later where later.submission_id = minutes.submission_id
        and later.sitting = minutes.sitting and later.number > minutes.number and later.closed_at < until)
    union all
    select place.campaign_id, place.unit_id, objection.sent_at, 'proposal', 'objection', 'objection', null,
      objection.criterion_code, btrim(objection.text), objection.id, 'objection'
    from objections objection
    join submissions file on file.id = objection.submission_id
    join campaign_units place on place.id = file.campaign_unit_id
    where objection.sent_at < until
    union all
    select record.campaign_id, record.unit_id, record.closed_at, 'difficulty', 'supervision', finding.severity, null,
      finding.criterion_code, btrim(finding.text), finding.id, 'supervision'
    from supervision_findings finding join supervision_records record on record.id = finding.record_id
    where record.closed_at < until
  ) said (campaign_id, unit_id, at, kind, origin, source, heading, criterion_code, text, source_id, place)
  -- “Không có” is what people write where nothing was.
  where unaccented(said.text) !~ '^(khong|khong co|khong co gi|chua co|-+)?[ .]*$'
$$;
