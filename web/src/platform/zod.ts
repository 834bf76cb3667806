import { z } from 'zod'

// Compiled parsers need `eval`, which our content security policy forbids. Imported before any schema.
z.config({ jitless: true })
