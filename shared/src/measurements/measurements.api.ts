import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { schoolYear } from '../page.ts'
import { measurement, newMeasurement } from './measurement.schema.ts'

export const recordMeasurements = endpoint({
  name: 'recordMeasurements',
  method: 'POST',
  path: '/measurements',
  summary: 'Records figures of units of your subtree, all or none; sending the same ones again records nothing twice',
  access: 'measurement.write',
  body: z.object({ items: z.array(newMeasurement).min(1).max(1000) }),
  reply: z.object({ recorded: z.int(), known: z.int() }),
  refusals: ['measurement.faulty'],
})

export const listMeasurements = endpoint({
  name: 'listMeasurements',
  method: 'GET',
  path: '/measurements',
  summary: 'The newest figure of each key of a unit in a school year',
  access: 'submission.read',
  query: z.object({ unitId, schoolYear }),
  reply: z.object({ items: z.array(measurement) }),
  refusals: ['unit.not-found'],
})
