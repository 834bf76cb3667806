/** The JSON schema that fits all of these, narrow enough that a serialiser compiled from it asks no questions. */
export type Schema = {
  type?: string
  nullable?: true
  properties?: Record<string, Schema>
  items?: Schema
  additionalProperties?: true
}

export function schemaOf(samples: readonly unknown[]): Schema {
  const there = samples.filter((one) => one !== null && one !== undefined)
  const nullable = there.length < samples.length ? ({ nullable: true } as const) : {}
  const [first] = there
  if (first === undefined) return {}
  if (Array.isArray(first)) {
    const items = there.flatMap((one): unknown[] => (Array.isArray(one) ? one : []))
    return { type: 'array', items: schemaOf(items), ...nullable }
  }
  if (typeof first === 'object') {
    const objects = there.filter((one): one is Record<string, unknown> => typeof one === 'object')
    const keys = [...new Set(objects.flatMap((one) => Object.keys(one)))]
    // What not all of them have is named by its content, such as the fields of a line.
    if (keys.length === 0 || keys.some((key) => objects.some((one) => !(key in one))))
      return { type: 'object', additionalProperties: true, ...nullable }
    const properties = Object.fromEntries(keys.map((key) => [key, schemaOf(objects.map((one) => one[key]))]))
    return { type: 'object', properties, ...nullable }
  }
  return { type: typeof first, ...nullable }
}
