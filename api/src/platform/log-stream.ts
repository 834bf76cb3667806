import { writeSync } from 'node:fs'

/** Milliseconds that a line may wait for others. */
const patience = 100

/**
 * Where lines of the log go: those of a moment leave in one piece, for a call of the system for each costs more than to make
 * it. Nothing is kept back when the process ends, unless it is killed.
 */
export function logStream(write = (text: string) => void process.stdout.write(text), writeLast = lastOfAll) {
  let lines: string[] = []
  const take = () => {
    const text = lines.join('')
    lines = []
    return text
  }
  process.once('exit', () => lines.length > 0 && writeLast(take()))
  return {
    write(line: string) {
      lines.push(line)
      if (lines.length === 1) setTimeout(() => lines.length > 0 && write(take()), patience).unref()
    },
  }
}

const lastOfAll = (text: string) => void writeSync(process.stdout.fd, text)
