import { indicatorSetDefinition } from '@thuoc/shared'
import { z } from 'zod'

/** Made once: the schema is part of the program. */
let made: Record<string, unknown> | null = null

/**
 * The JSON Schema (2020-12) of a definition as `POST /indicator-sets` takes it: scores as decimals, unknown keys
 * refused. What a set must be besides, `POST /indicator-sets/check` says.
 */
export const definitionSchema = (): Record<string, unknown> =>
  // Of the shape: the named schema would be a reference to itself.
  (made ??= z.toJSONSchema(z.strictObject(indicatorSetDefinition.shape), {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      // As in the OpenAPI document, the shape on the wire is the one that concerns a caller.
      const wire = z.globalRegistry.get(zodSchema)?.wire
      if (typeof wire !== 'object') return
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
      Object.assign(jsonSchema, wire)
      // Validators divide in binary floats: to them 0.29 is no multiple of 0.01. The description says it.
      Reflect.deleteProperty(jsonSchema, 'multipleOf')
    },
  }))
