import { z } from 'zod'

const schemaNode = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  minItems: z.number().optional(),
  minimum: z.number().optional(),
  minLength: z.number().default(0),
  pattern: z.string().optional(),
  format: z.string().optional(),
})

const formats: Record<string, string> = {
  uuid: '00000000-0000-7000-8000-00000000beef',
  date: '2027-01-31',
  'date-time': '2027-01-31T00:00:00Z',
  email: 'mau@example.org',
  uri: 'https://example.org/mau',
}
const texts = ['mau', 'Nguyễn Văn Mẫu', 'mau-2027', '2026-2027', '1.2', 'https://example.org/mau']

/** A body that fits a schema, for tests that walk endpoints without knowing them; `{}` where nothing simple fits. */
export function sample(schema: z.ZodType | undefined): object {
  if (schema === undefined) return {}
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  const made = fill(json, json.$defs ?? {})
  return typeof made === 'object' && made !== null && schema.safeParse(made).success ? made : {}
}

function fill(part: unknown, definitions: Record<string, unknown>): unknown {
  const node = schemaNode.parse(part)
  const again = (inner: unknown) => fill(inner, definitions)
  if (node.$ref !== undefined) return again(definitions[node.$ref.replace('#/$defs/', '')])
  if (node.const !== undefined) return node.const
  if (node.enum) return node.enum[0]
  const [alternative] = node.anyOf ?? node.oneOf ?? []
  if (alternative !== undefined) return again(alternative)
  switch (Array.isArray(node.type) ? node.type[0] : node.type) {
    case 'object':
      return Object.fromEntries((node.required ?? []).map((name) => [name, again(node.properties?.[name])]))
    case 'array':
      return (node.minItems ?? 0) > 0 ? [again(node.items)] : []
    case 'string':
      return text(node)
    case 'number':
    case 'integer':
      return Math.max(1, node.minimum ?? 1)
    case 'boolean':
      return true
    default:
      return null
  }
}

function text({ format, pattern, minLength }: z.output<typeof schemaNode>) {
  const fit = texts.find(
    (each) => each.length >= minLength && (pattern === undefined || new RegExp(pattern).test(each)),
  )
  return (format === undefined ? undefined : formats[format]) ?? fit ?? 'mau'
}
