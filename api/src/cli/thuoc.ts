import { ConfigFaults } from '../config.ts'
import { auditUsage, parseAuditArguments } from './audit-arguments.ts'
import { filesUsage, parseFilesArguments } from './files-arguments.ts'

// `pnpm thuoc …`: what those who run it do by hand. Ends with 0, 1 (something is not right), 2 (usage, settings) or
// 130 (broken off). What a command needs is loaded when it is clear which one it is.
const [name, ...args] = process.argv.slice(2).filter((argument) => argument !== '--')
const files = name === 'files' ? parseFilesArguments(args) : null
const audit = name === 'audit' ? parseAuditArguments(args) : null
if (!files && !audit) {
  console.error(`${filesUsage}\n${auditUsage}`)
  process.exit(2)
}
try {
  if (audit) {
    const { auditCommand } = await import('./audit-command.ts')
    process.exit(await auditCommand(audit))
  }
  if (files) {
    const { filesCommand } = await import('./files-command.ts')
    process.exit(await filesCommand(files))
  }
} catch (error) {
  const { explain } = await import('./say.ts')
  console.error(explain(error, { host: '', port: 0, dataDir: process.env.DATA_DIR ?? 'data' }))
  process.exit(error instanceof ConfigFaults ? 2 : 1)
}
