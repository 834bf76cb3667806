import { readFileSync } from 'node:fs'

/** A process and the moment it began, in clock ticks since boot: process ids are used again. */
type Process = { pid: number; began: string }

/** What starts a script of ours: npx, npm or pnpm, and the shells they put in between. */
const packageManager = /(^|\/)(npm|npx|pnpm)(\s|$)|(npm|npx|pnpm)(-cli)?\.[cm]?js/
const shell = /^(\S*\/)?(ba|da)?sh -c /

/**
 * The package managers and their shells above this process, nearest first; empty where there are none or where the
 * system has no `/proc`. The shell or script that called the topmost of them is not among them: it may leave us running.
 */
export function ancestors(): Process[] {
  const found: (Process & { title: string })[] = []
  for (let pid = process.ppid; pid > 1;) {
    const one = describe(pid)
    if (one === null || !(packageManager.test(one.title) || shell.test(one.title))) break
    found.push({ pid, began: one.began, title: one.title })
    pid = one.parent
  }
  return found.slice(0, found.findLastIndex(({ title }) => packageManager.test(title) && !shell.test(title)) + 1)
}

/** Ended, or ended and not yet cleared away by its parent. */
export function isGone({ pid, began }: Process): boolean {
  const now = describe(pid)
  return now === null || now.state === 'Z' || now.began !== began
}

function describe(pid: number) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may contain anything; the fields after it may not.
    const [state = '', parent = '0', ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const title = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
    return { state, parent: Number(parent), began: rest[17] ?? '', title }
  } catch {
    return null
  }
}
