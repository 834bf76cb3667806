import { ApiProblem } from '../problem.ts'

/** What the server has of a line: the value, and the version it stands at. */
export type Stored<V> = { value: V; version: number }

/**
 * `waiting` for a pause in the typing · `saving` · `retrying` after a lost connection · `refused` by a rule, the value
 * kept · `conflict` with what somebody else saved · `closed`, because the form takes nothing any more, the value kept.
 */
export type DraftState = 'waiting' | 'saving' | 'retrying' | 'refused' | 'conflict' | 'closed'

/** A value that the server has not confirmed yet. */
export type Draft<V> = {
  value: V
  /** The version it was begun from. */
  base: number
  state: DraftState
  /** Why it was refused or closed, or why it is tried again. */
  error: unknown
  /** In a conflict: what the other person saved. */
  theirs: Stored<V> | null
}

/** `later`: try again · `refused`: the value can never stand · `stale`: somebody was faster · `closed`: no more saving. */
export type Verdict = 'later' | 'refused' | 'stale' | 'closed'

/** Where drafts outlive the page. */
export type DraftMemory<V> = {
  put: (code: string, draft: Stored<V>) => void
  drop: (code: string) => void
}

export type AutosaveOptions<V> = {
  /** Sends one line. @returns the version it has now */
  save: (code: string, version: number, value: V) => Promise<number>
  /** Asks what the server has, after it has said that our version is old. */
  current: (code: string) => Promise<Stored<V>>
  verdict: (error: unknown) => Verdict
  /** A refusal that can be seen without asking the server; null when there is none. */
  fault: (code: string, value: V) => unknown
  same: (one: V, other: V) => boolean
  /** Called at every change; null when the line is safely with the server. */
  changed: (code: string, draft: Draft<V> | null) => void
  memory: DraftMemory<V>
  /** How long the typing has to pause before something is sent, in milliseconds. */
  pause?: number
}

type Entry<V> = Draft<V> & {
  flying: boolean
  attempt: number
  timer: ReturnType<typeof setTimeout> | undefined
  /** Sent, and the answer was lost: what the server has may be one of these, and then it is ours. */
  unheard: V[]
}

const typingPause = 600
const longestWait = 30_000
/** 1, 2, 4 … 30 seconds. */
const backoff = (attempt: number) => Math.min(longestWait, 1000 * 2 ** attempt)

/** A busy server says itself when it is worth coming back; never too long to be believed. */
const askedToWait = (error: unknown) =>
  error instanceof ApiProblem ? Math.min(longestWait, (error.retryAfter ?? 0) * 1000) : 0

/**
 * Saves lines by themselves: one request at a time for each line, the newest value wins, and nothing typed is ever
 * dropped by anything but the server's confirmation or the person's own choice.
 */
export function createAutosave<V>(options: AutosaveOptions<V>) {
  const lines = new Map<string, Entry<V>>()

  function publish(code: string, line: Entry<V>) {
    const { value, base, state, error, theirs } = line
    options.changed(code, { value, base, state, error, theirs })
  }

  function put(code: string, line: Entry<V>, state: DraftState, error: unknown = null) {
    line.state = state
    line.error = error
    options.memory.put(code, { value: line.value, version: line.base })
    publish(code, line)
  }

  function settle(code: string, line: Entry<V>) {
    clearTimeout(line.timer)
    lines.delete(code)
    options.memory.drop(code)
    options.changed(code, null)
  }

  function sendIn(code: string, line: Entry<V>, wait: number) {
    clearTimeout(line.timer)
    line.timer = setTimeout(() => void send(code), wait)
  }

  /** Queues the newest value, or says at once why it cannot stand. */
  function queue(code: string, line: Entry<V>, wait: number) {
    const fault = options.fault(code, line.value)
    clearTimeout(line.timer)
    if (fault !== null) return put(code, line, 'refused', fault)
    put(code, line, line.flying ? 'saving' : 'waiting')
    if (!line.flying) sendIn(code, line, wait)
  }

  async function send(code: string): Promise<void> {
    const line = lines.get(code)
    if (!line || line.flying || (line.state !== 'waiting' && line.state !== 'retrying')) return
    clearTimeout(line.timer)
    const sent = line.value
    line.flying = true
    line.unheard.push(sent)
    put(code, line, 'saving', line.error)
    try {
      const version = await options.save(code, line.base, sent)
      line.flying = false
      confirmed(code, line, sent, version)
    } catch (error) {
      line.flying = false
      await failed(code, line, sent, error)
    }
  }

  function confirmed(code: string, line: Entry<V>, sent: V, version: number) {
    line.base = version
    line.attempt = 0
    line.unheard = []
    if (options.same(line.value, sent)) settle(code, line)
    else queue(code, line, 0)
  }

  async function failed(code: string, line: Entry<V>, sent: V, error: unknown) {
    const verdict = options.verdict(error)
    if (verdict === 'later') return later(code, line, error)
    if (verdict === 'stale') return await stale(code, line, error)
    line.unheard = line.unheard.filter((value) => value !== sent)
    if (verdict === 'closed') return put(code, line, 'closed', error)
    // What was refused may have been mended in the meantime.
    if (options.same(line.value, sent)) put(code, line, 'refused', error)
    else queue(code, line, 0)
  }

  function later(code: string, line: Entry<V>, error: unknown) {
    const fault = options.fault(code, line.value)
    if (fault !== null) return put(code, line, 'refused', fault)
    put(code, line, 'retrying', error)
    sendIn(code, line, Math.max(backoff(line.attempt++), askedToWait(error)))
  }

  async function stale(code: string, line: Entry<V>, error: unknown) {
    let theirs: Stored<V>
    line.flying = true
    try {
      theirs = await options.current(code)
    } catch {
      line.flying = false
      return later(code, line, error)
    }
    line.flying = false
    if (options.same(theirs.value, line.value)) return confirmed(code, line, line.value, theirs.version)
    // An earlier save of ours arrived though its answer was lost: not a conflict, go on from there.
    if (line.unheard.some((value) => options.same(value, theirs.value))) {
      line.base = theirs.version
      line.unheard = []
      return queue(code, line, 0)
    }
    line.theirs = theirs
    put(code, line, 'conflict', error)
  }

  return {
    /** Takes over what the person typed. @param version of the line it was typed on, if nothing is pending there */
    edit(code: string, value: V, version: number) {
      const line = lines.get(code) ?? begin(code, value, version)
      line.value = value
      if (line.state === 'conflict' || line.state === 'closed') put(code, line, line.state, line.error)
      else queue(code, line, options.pause ?? typingPause)
    },

    /** Sends what waits, without waiting for a pause; all lines when no code is given. */
    flush(code?: string) {
      for (const one of code === undefined ? lines.keys() : [code])
        if (lines.get(one)?.state === 'waiting') void send(one)
    },

    /** The connection is back, or the form takes answers again: tries everything that is only held up. */
    retry() {
      for (const [code, line] of lines) {
        if (line.state !== 'retrying' && line.state !== 'closed') continue
        line.attempt = 0
        queue(code, line, 0)
      }
    },

    /** In a conflict: my value goes over theirs, knowingly. */
    keepMine(code: string) {
      const line = lines.get(code)
      if (!line?.theirs) return
      line.base = line.theirs.version
      line.theirs = null
      line.state = 'waiting'
      queue(code, line, 0)
    },

    /** Gives up my value: in a conflict theirs stands, otherwise what the server had before. */
    drop(code: string) {
      const line = lines.get(code)
      if (line && !line.flying) settle(code, line)
    },

    /** How many lines the server has not confirmed. */
    get pending() {
      return lines.size
    },

    /** Stops the clocks; what is under way is still confirmed, what waits stays in the memory. */
    stop() {
      for (const line of lines.values()) clearTimeout(line.timer)
    },
  }

  function begin(code: string, value: V, version: number): Entry<V> {
    const line: Entry<V> = {
      value,
      base: version,
      state: 'waiting',
      error: null,
      theirs: null,
      flying: false,
      attempt: 0,
      timer: undefined,
      unheard: [],
    }
    lines.set(code, line)
    return line
  }
}
