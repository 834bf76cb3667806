const at = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const answer = (
  line: string,
) => `json_build_object('met', ${line}.met, 'score', ${line}.score::float8, 'count', ${line}.count,
  'numerator', ${line}.numerator, 'denominator', ${line}.denominator, 'choice', ${line}.choice, 'items', ${line}.items,
  'fields', ${line}.fields, 'note', ${line}.note)`

/** Everything of a form that lies in tables, in one statement, already in the shape of the reply. */
export const formStatement = `
select s.status, s.version,
  (select json_agg(json_build_object('code', l.criterion_code, 'answer', ${answer('l')}, 'version', l.version,
      'savedAt', ${at('l.saved_at')}, 'savedBy', l.saved_by, 'remark', null,
      'external', case when x.submission_id is not null then json_build_object('answer', ${answer('x')},
        'reason', x.reason, 'version', x.version, 'savedAt', ${at('x.saved_at')}, 'savedBy', x.saved_by) end))
    from submission_lines l left join external_lines x using (submission_id, criterion_code)
    where l.submission_id = s.id) as lines,
  (select json_agg(json_build_object('kind', p.kind, 'title', p.title, 'note', p.note, 'about', json_build_object(
      'documentKind', p.document_kind, 'number', p.document_number, 'issuedOn', p.issued_on, 'issuer', p.issuer,
      'validFrom', p.valid_from, 'validUntil', p.valid_until), 'url', p.url,
      'files', coalesce((select json_agg(json_build_object('id', f.id, 'name', f.name, 'size', f.size, 'mediaType', f.media_type,
        'sha256', f.sha256, 'scan', f.scan) order by f.position) from evidence_files f where f.piece_id = p.id), '[]'),
      'figure', case when p.kind = 'figure' then json_build_object('value', p.figure_value::float8, 'unit', p.figure_unit,
        'source', p.figure_source) end,
      'schoolYear', p.school_year, 'toRenew', p.to_renew, 'addedBy', e.added_by, 'addedAt', ${at('e.added_at')},
      'id', e.id, 'pieceId', p.id, 'campaignUnitId', e.campaign_unit_id, 'number', e.number, 'box', e.box,
      'criterion', e.criterion_code, 'criteria', (select json_agg(c.criterion_code) from evidence_criteria c where c.evidence_id = e.id))
      order by string_to_array(e.criterion_code, '.')::int[], e.number)
    from evidence e join evidence_pieces p on p.id = e.piece_id
    where e.campaign_unit_id = s.campaign_unit_id and e.removed_at is null) as evidence
from submissions s
where s.id = $1`
