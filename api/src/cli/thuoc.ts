import { ConfigFaults } from '../config.ts'
import { filesUsage, parseFilesArguments } from './files-arguments.ts'

// `pnpm thuoc …`: what those who run it do by hand. Ends with 0, 1 (something is not right), 2 (usage, settings) or
// 130 (broken off). What a command needs is loaded when it is clear which one it is.
const [name, ...args] = process.argv.slice(2).filter((argument) => argument !== '--')
const asked = name === 'files' ? parseFilesArguments(args) : null
if (!asked) {
  console.error(filesUsage)
  process.exit(2)
}
try {
  const { filesCommand } = await import('./files-command.ts')
  process.exit(await filesCommand(asked))
} catch (error) {
  const { explain } = await import('./say.ts')
  console.error(explain(error, { host: '', port: 0, dataDir: process.env.DATA_DIR ?? 'data' }))
  process.exit(error instanceof ConfigFaults ? 2 : 1)
}
