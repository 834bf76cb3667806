import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { moment } from '../page.ts'
import { evidenceFileId } from './piece.schema.ts'

const params = z.object({ id: evidenceFileId })

/** What whoever opens an archive had better know of an entry. */
export const archiveWarnings = [
  'outside',
  'hidden-characters',
  'encrypted',
  'bomb',
  'overlapping',
  'duplicate',
  'link',
  'program',
  'archive',
] as const
export const archiveWarning = z.enum(archiveWarnings)
export type ArchiveWarning = z.infer<typeof archiveWarning>

/** What lies in an archive by its own list; nothing is unpacked. */
export const archiveListing = z
  .object({
    entries: z.array(
      z.object({
        name: z.string().describe('To be shown, never to be used as a path'),
        isFolder: z.boolean(),
        size: z.number().describe('Bytes when unpacked, as the archive says'),
        warnings: z.array(archiveWarning),
      }),
    ),
    count: z.int().describe('As the archive says; more than are listed where it is large'),
    size: z.number().describe('Bytes of everything that was looked at, unpacked'),
    warnings: z.array(archiveWarning),
    isDamaged: z.boolean().describe('The list cannot be read to its end'),
  })
  .meta({ id: 'ArchiveListing' })
export type ArchiveListing = z.infer<typeof archiveListing>

/** A file of an office program as PDF: `working` while it is being made, `none` where it cannot be. */
export const filePdf = z
  .object({
    state: z.enum(['ready', 'working', 'none']),
    url: z.string().nullable().describe('Of what is ready; works for a minute'),
    expiresAt: moment.nullable(),
  })
  .meta({ id: 'FilePdf' })
export type FilePdf = z.infer<typeof filePdf>

const hidden = ['evidence.not-found', 'evidence.not-scanned', 'evidence.infected'] as const

export const listArchiveEntries = endpoint({
  name: 'listArchiveEntries',
  method: 'GET',
  path: '/evidence-files/:id/entries',
  summary: 'What lies in a ZIP archive: names and sizes, by its own list; nothing is unpacked',
  access: 'submission.read',
  params,
  reply: archiveListing,
  refusals: [...hidden, 'evidence.not-viewable'],
})

export const getFilePdf = endpoint({
  name: 'getFilePdf',
  method: 'POST',
  path: '/evidence-files/:id/pdf',
  summary: 'A file of an office program as PDF, to be looked at: made once, then kept; ask again while it is working',
  access: 'submission.read',
  params,
  reply: filePdf,
  refusals: hidden,
})
