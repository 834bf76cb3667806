import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from '../config.ts'
import { procedureDocument } from '../features/procedure/index.ts'

await writeFile(join(root, 'docs', 'procedure.md'), procedureDocument())
