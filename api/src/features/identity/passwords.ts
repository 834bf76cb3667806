import { createHash, randomBytes, randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { hash, verify } from '@node-rs/argon2'
import { comeBack, gate } from '../../platform/gate.ts'
import { Problem } from '../../platform/problem.ts'

/** argon2id with the parameters OWASP recommends (19 MiB, two passes, one lane). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Keyboards compose Vietnamese letters in different ways; all of them are one password. */
const normal = (password: string) => password.normalize('NFC')

export const hashPassword = (password: string) => hash(normal(password), cost)

/** Without a hash it takes as long and says no, so that time does not tell whether an account exists. */
export async function verifyPassword(passwordHash: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= hashPassword(randomBytes(24).toString('base64'))
  const kept = passwordHash ?? (await decoy)
  const right = await looking.run(() => verify(kept, normal(password)))
  return right && passwordHash !== undefined && passwordHash !== null
}
let decoy: Promise<string> | undefined

/**
 * A password costs a core some 16 ms by intention. One core is left to everybody else, and who would wait for long
 * is asked back instead.
 */
const cores = Math.max(1, availableParallelism() - 1)
const looking = gate({ atOnce: cores, patience: 50, surge: 3_000 })
/** Whether one more password would be looked at in time. */
export const hasTurn = () => looking.hasRoom()
/** Does what ends with a look at a password, where that can be soon. @throws Problem `server.full`, before anything is done */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (!looking.hasRoom()) throw new Problem('server.full', { retryAfter: comeBack() })
  return looking.expect(work)
}

const guesses = ['password', 'matkhau', 'mậtkhẩu', 'qwertyuiop', 'qwerty', 'asdfgh', 'admin', 'thuoc', 'abcdefghijkl']
const sequences = ['0123456789', '1234567890', '9876543210']

/** Whether it holds the user name, or is little more than what everybody tries first. */
export function isWeak(password: string, username: string): boolean {
  const text = normal(password).toLowerCase().replaceAll(' ', '')
  if (text.includes(username)) return true
  if (new Set(text).size < 5) return true
  const rest = guesses.reduce((left, guess) => left.replaceAll(guess, ''), withoutSequences(text))
  return rest.length < 4
}

/** Takes runs of digits in order out of a text, three or more at a time. */
function withoutSequences(text: string) {
  return text.replaceAll(/\d{3,}/g, (digits) => (sequences.some((run) => run.repeat(4).includes(digits)) ? '' : digits))
}

/** Easy to read out: no letters or digits that look alike, in groups of four; 79 bits. */
export function temporaryPassword(): string {
  const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'
  const group = () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return [group(), group(), group(), group()].join('-')
}

/** A code as it was printed, however it was typed: dashes, blanks and case do not matter. Longer secrets stay as they are. */
export const typedCode = (text: string) => {
  const letters = text.replaceAll(/[\s‐-―-]/g, '').toLowerCase()
  return /^[a-z0-9]{16}$/.test(letters) ? (letters.match(/.{4}/g) ?? []).join('-') : text.trim()
}

/** 256 random bits, and the only form in which we keep them. */
export const newSecret = () => randomBytes(32).toString('base64url')
export const digest = (secret: string) => createHash('sha256').update(secret).digest()
