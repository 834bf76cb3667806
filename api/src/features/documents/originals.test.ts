import { documentFacts, officialDocumentKinds } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { faultsOf, requireHarmless } from '../../platform/documents/index.ts'
import { originals } from './originals/index.ts'
import { originalTemplate } from './templates.service.ts'

it.each(officialDocumentKinds)(
  'the original of %s passes the checks that templates of others have to pass',
  async (kind) => {
    const docx = await originalTemplate(kind)
    requireHarmless(docx)
    expect(await faultsOf(docx, documentFacts(kind).fields)).toMatchObject({
      ...{ unknown: [], unpaired: [], misused: [], misplaced: [] },
    })
  },
)

it.each(officialDocumentKinds)('the original of %s can be drawn in a thread, which gets a copy of it', (kind) => {
  const drawing = { layout: originals[kind], fields: documentFacts(kind).fields }
  expect(structuredClone(drawing)).toEqual(drawing)
})
