import { criterionCode, type CampaignUnitId, type CriterionCode, type Upload, type UploadId } from '@thuoc/shared'
import { computed, reactive, shallowRef } from 'vue'
import { presetFromPhoto } from './draft.ts'
import { fingerprintOf } from './fingerprint.ts'
import type { KeptFiles } from './kept-files.ts'
import { createPace } from './pace.ts'
import { NotSent, willPass } from './refusals.ts'
import type { Room, Sending } from './sending.ts'
import { isUnderWay, newSentFile, type SentFile, type SentState } from './sent-file.ts'

export type QueuePorts = {
  sending: Sending
  kept: KeptFiles
  /** What the files are for; null where they are for no register. */
  register: () => CampaignUnitId | null
  /** Called when a file is there. */
  arrived?: (file: SentFile) => void
}

/** At most two at once, so that saving a line does not wait behind a film. */
const lanes = 2
/** Seconds until a file that broke off is tried again; the browser's word that the line is back comes sooner. */
const pauses = [2, 4, 8, 15, 30]
const unreadable = (cause: unknown) => {
  throw new NotSent('unreadable', cause)
}
const printOf = (source: File | null) => fingerprintOf(source ?? new Blob()).catch(unreadable)
/** A file that was moved or changed meanwhile would look like a line that breaks, again and again. */
const readable = (source: File) => source.slice(0, 1).arrayBuffer().catch(unreadable)
const letter = (name: string) => name.normalize('NFC')

/** Sends files in parts, goes on where they broke off, and finds again what was on its way before. */
export function createQueue({ sending, kept, register, arrived }: QueuePorts) {
  const files = reactive<SentFile[]>([])
  const room = shallowRef<Room | null>(null)
  const sources = new Map<number, File>()
  const stops = new Map<number, AbortController>()
  let last = 0
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const find = (key: number) => files.find((file) => file.key === key)
  /** Bytes the unit may still send; null until the server has said. */
  const free = computed(() => {
    if (!room.value) return null
    const announced = files.filter(({ id }) => id !== null).reduce((sum, { size }) => sum + size, 0)
    return Math.max(0, room.value.limit - room.value.used - announced)
  })

  function put(file: Omit<Parameters<typeof newSentFile>[0], 'key'>, source?: File) {
    const key = ++last
    if (source) sources.set(key, source)
    files.push(newSentFile({ ...file, key }))
  }

  /** A file that was chosen again for one that lacks its source goes on there; every other is a new one. */
  async function add(criterion: CriterionCode, given: Iterable<File>, group = 'line') {
    const again: File[] = []
    for (const file of given) {
      if (files.some((one) => isSought(one, file))) again.push(file)
      else put({ criterion, group, name: file.name, size: file.size }, file)
    }
    proceed()
    for (const file of again) {
      const sought = files.find((one) => isSought(one, file))
      if (!sought || !(await chooseAgain(sought.key, file)))
        put({ criterion, group, name: file.name, size: file.size }, file)
    }
    proceed()
  }

  const isSought = ({ state, name, size }: SentFile, file: File) =>
    state === 'missing' && size === file.size && letter(name) === letter(file.name)

  /** @returns false where this is another file than the one whose beginning was sent */
  async function chooseAgain(key: number, source: File): Promise<boolean> {
    const file = find(key)
    if (file?.state !== 'missing' || file.size !== source.size) return false
    const print = await fingerprintOf(source).catch(() => null)
    if (print !== file.print) return false
    sources.set(key, source)
    if (file.id) void kept.keep(file.id, source)
    file.state = 'waiting'
    proceed()
    return true
  }

  function proceed() {
    const running = files.filter(({ state }) => state === 'sending').length
    const next = files.filter(({ state }) => state === 'waiting').slice(0, Math.max(0, lanes - running))
    for (const file of next) void run(file)
  }

  async function run(file: SentFile) {
    const stop = new AbortController()
    stops.set(file.key, stop)
    Object.assign(file, { state: 'sending', error: null, left: null })
    try {
      await arrive(file, await send(file, stop.signal))
    } catch (error) {
      if (!stop.signal.aborted) breakOff(file, error)
    } finally {
      if (stops.get(file.key) === stop) stops.delete(file.key)
      proceed()
    }
  }

  async function send(file: SentFile, signal: AbortSignal): Promise<Upload> {
    const source = sources.get(file.key) ?? null
    file.id ??= await announce(file, source)
    if (source) await readable(source)
    const pace = createPace(file.size)
    return sending.send(file.id, source, {
      signal,
      onProgress: (bytes) => {
        tries = 0
        file.sent = bytes
        file.left = pace(bytes, Date.now())
      },
    })
  }

  async function announce(file: SentFile, source: File | null): Promise<UploadId> {
    const { name, size, criterion } = file
    if (size === 0) throw new NotSent('empty')
    if (room.value && size > room.value.largestFile) throw new NotSent('too-large')
    if (free.value !== null && size > free.value) throw new NotSent('storage-full')
    file.print ??= await printOf(source)
    const campaignUnit = register()
    const purpose = { ...(campaignUnit && { campaignUnit, criterion }), print: file.print }
    const { id } = await sending.begin({ name: name.slice(0, 1000), size, purpose })
    if (source) void kept.keep(id, source)
    // Thrown away while it was being announced: nobody else knows of it.
    if (!find(file.key)) void sending.cancel(id).catch(() => undefined)
    return id
  }

  async function arrive(file: SentFile, upload: Upload) {
    Object.assign(file, { state: 'arrived', sent: file.size, left: null, arrived: upload.arrived })
    sources.delete(file.key)
    presetFromPhoto(file.draft, upload.arrived?.takenOn ?? null)
    void kept.forget(upload.id)
    if (upload.arrived?.scan === 'infected') refuse(file, new NotSent('infected'))
    else arrived?.(file)
  }

  function breakOff(file: SentFile, error: unknown) {
    if (!willPass(error)) return refuse(file, error)
    Object.assign(file, { state: 'broken', error, left: null })
    clearTimeout(timer)
    timer = setTimeout(goOn, (pauses[Math.min(tries++, pauses.length - 1)] ?? 30) * 1000)
  }

  function refuse(file: SentFile, error: unknown) {
    Object.assign(file, { state: 'failed', error, left: null })
    if (file.id) void kept.forget(file.id)
  }

  /** Tries everything again that only lost its line. */
  function goOn() {
    clearTimeout(timer)
    for (const file of files) if (file.state === 'broken') file.state = 'waiting'
    proceed()
  }

  function pause(key: number) {
    const file = find(key)
    if (!file || !isUnderWay(file)) return
    file.state = 'paused'
    file.left = null
    stops.get(key)?.abort()
  }

  function resume(key: number) {
    const file = find(key)
    if (file?.state !== 'paused' && file?.state !== 'broken') return
    file.state = 'waiting'
    proceed()
  }

  /** Takes a file from the list, and from the server unless it has been handed in there. */
  function leave(key: number, handedIn = false) {
    const at = files.findIndex((file) => file.key === key)
    const [file] = at < 0 ? [] : files.splice(at, 1)
    stops.get(key)?.abort()
    sources.delete(key)
    if (file?.id) {
      void kept.forget(file.id)
      // What cannot be told now the server forgets by itself after some days.
      if (!handedIn) void sending.cancel(file.id).catch(() => undefined)
    }
    proceed()
  }

  return {
    ...{ files, room, free, add, chooseAgain, pause, resume, leave, goOn },
    /** Lists what was on its way before. @throws ApiProblem, NetworkProblem */
    async bring() {
      const { items, room: said } = await sending.list()
      room.value = said
      await kept.retain(items.map(({ id }) => id))
      for (const upload of items.toReversed()) await bringOne(upload)
      proceed()
    },
    async measure() {
      room.value = (await sending.list()).room
    },
    stop() {
      clearTimeout(timer)
      for (const stop of stops.values()) stop.abort()
    },
  }

  async function bringOne(upload: Upload) {
    const criterion = criterionCode.safeParse(upload.purpose.criterion)
    const isOurs = upload.purpose.campaignUnit === register() && criterion.success
    if (!isOurs || files.some(({ id }) => id === upload.id)) return
    const { id, name, size, received: sent, purpose } = upload
    const source = await kept.find(id)
    if (files.some((file) => file.id === id)) return
    const wanted = upload.arrived === null && sent < size && source === null
    const state: SentState = wanted ? 'missing' : 'waiting'
    put({ criterion: criterion.data, id, name, size, sent, print: purpose.print ?? null, state }, source ?? undefined)
  }
}
export type Queue = ReturnType<typeof createQueue>
