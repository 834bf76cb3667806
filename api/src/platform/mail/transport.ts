import { pipeline, Transform } from 'node:stream'
import { createTransport } from 'nodemailer'
import { z } from 'zod'
import type { MailReason } from './mail.tables.ts'

export type MailSettings = {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  url: string
  /** `Thước <khong-tra-loi@example.vn>` */
  from: string
}
export type Letter = { id: string; to: string; subject: string; text: string; html: string }
/** What leaves the machine. `failed` says whether trying again could help. */
export type Outcome = { sent: true } | { sent: false; reason: MailReason; again: boolean }
export type Transport = {
  /**
   * @param beforeEnd called when all of the letter but its end is with the server; the end follows in the same breath.
   * Until then the server throws the letter away if we are gone (RFC 5321, 4.1.1.4). Refused: the end does not follow.
   */
  send: (letter: Letter, beforeEnd: () => Promise<void>) => Promise<Outcome>
  close: () => void
}

const smtpError = z.object({
  code: z.string().optional(),
  responseCode: z.number().optional(),
  command: z.string().optional(),
})

/** Mail over SMTP. One id makes one Message-ID, by which servers know a letter that comes a second time. */
export function smtpTransport({ url, from }: MailSettings): Transport {
  // To the end of a letter a server may take ten minutes to answer (RFC 5321, 4.5.3.2.6): who leaves earlier does not
  // know whether it was taken.
  const wait = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 10 * 60_000 }
  // No link, file or picture of a letter is fetched from anywhere.
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 3,
    disableFileAccess: true,
    disableUrlAccess: true,
    ...wait,
  })
  const ends = new Map<string, () => Promise<void>>()
  transport.use('stream', (mail, done) => {
    const beforeEnd = ends.get(String(mail.data.messageId))
    if (beforeEnd) mail.message.processFunc((input) => pipeline(input, endingAfter(beforeEnd), () => {}))
    done()
  })
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    send: async ({ id, ...letter }, beforeEnd) => {
      const messageId = `<${id}@${domain}>`
      ends.set(messageId, beforeEnd)
      try {
        // Vietnamese in quoted-printable is three times as long, and unreadable all the same.
        const how = { messageId, textEncoding: 'base64' as const, headers: { 'Auto-Submitted': 'auto-generated' } }
        await transport.sendMail({ ...letter, from, ...how })
        return { sent: true }
      } catch (error) {
        return failure(error)
      } finally {
        ends.delete(messageId)
      }
    },
    close: () => transport.close(),
  }
}

/** Lets everything through and holds back the end until `ready`. */
const endingAfter = (ready: () => Promise<void>) =>
  new Transform({
    transform: (chunk, _encoding, done) => done(null, chunk),
    flush: (done) => {
      ready().then(
        () => done(),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })

/** An answer of 500 and above is final (RFC 5321, 4.2.1), except to who we are: that an administrator can mend. */
function failure(error: unknown): Outcome {
  const { code, responseCode = 0, command } = smtpError.safeParse(error).data ?? {}
  if (code === 'EAUTH') return { sent: false, reason: 'sign-in-refused', again: true }
  if (responseCode === 0) return { sent: false, reason: 'unreachable', again: true }
  const reason = command?.startsWith('RCPT') || code === 'EENVELOPE' ? 'address-refused' : 'refused'
  return { sent: false, reason, again: responseCode < 500 }
}
