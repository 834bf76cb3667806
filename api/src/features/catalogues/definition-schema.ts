import { indicatorSetDefinition } from '@thuoc/shared'
import { z } from 'zod'

/** Made once: the schema is part of the program. */
let made: Record<string, unknown> | null = null

/**
 * The JSON Schema (2020-12) of a definition as `POST /indicator-sets` takes it: scores as decimals, unknown keys
 * refused.
 */
export const definitionSchema = (): Record<string, unknown> =>
  (made ??= {
    $id: '/api/v1/indicator-set-schema',
    ...z.toJSONSchema(indicatorSetDefinition, {
      io: 'input',
      override: ({ zodSchema, jsonSchema }) => {
        // As in the OpenAPI document, the shape on the wire is the one that concerns a caller.
        const wire = z.globalRegistry.get(zodSchema)?.wire
        if (typeof wire !== 'object') return
        for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
        Object.assign(jsonSchema, wire)
      },
    }),
  })
