-- The province is the managing body of the schools directly under it (source 001, I.3), also where trainings are counted.
update training_invitations invited set body_unit_id = parent.id
from units unit join units parent on parent.id = unit.parent_id
where unit.id = invited.unit_id and invited.body_unit_id is null and parent.type = 'province';
