import { documentFacts, exampleOf } from '@thuoc/shared'
import { TemplateHandler } from 'easy-template-x'
import { describe, expect, it } from 'vitest'
import { changed, faulty, flawed, templateOf, unusual } from '../../../test/broken-templates.ts'
import { expectSound } from '../../../test/docx.ts'
import { requireHarmless } from './guard.ts'
import { faultsOf, fill } from './template.ts'
import { UnreadableTemplate } from './unreadable.ts'

const { fields } = documentFacts('council-decision')
const none = { unknown: [], unpaired: [], misused: [], misplaced: [] }

describe('a template is refused, and the thing is named', () => {
  it.each(Object.entries(flawed))('that is or has %s', async (_what, { file, flaw, thing = '' }) => {
    const docx = await file()
    const refusal = (() => {
      try {
        requireHarmless(docx)
        return null
      } catch (error) {
        return error
      }
    })()
    expect(refusal).toBeInstanceOf(UnreadableTemplate)
    expect(refusal).toMatchObject({ flaw, thing })
  })

  it('but not for a link that somebody clicks', async () => {
    const link =
      'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" Target="http://x.example"'
    const docx = changed(await templateOf('x'), 'word/_rels/document.xml.rels', (text) =>
      text.replace('</Relationships>', `<Relationship Id="rX" ${link} TargetMode="External"/></Relationships>`),
    )
    expect(() => requireHarmless(docx)).not.toThrow()
  })
})

describe('a template is read, and told what is wrong with it', () => {
  it.each(Object.entries(faulty))('where it has %s', async (_what, { file, faults }) => {
    const docx = await file()
    requireHarmless(docx)
    expect(await faultsOf(docx, fields)).toMatchObject({ ...none, ...faults })
  })
})

describe('a template is taken and filled', () => {
  it.each(Object.entries(unusual))('%s', async (_what, { file, says }) => {
    const docx = await file()
    requireHarmless(docx)
    expect(await faultsOf(docx, fields)).toMatchObject(none)
    const filled = await fill(docx, fields, { ...exampleOf(fields), unitName: 'Trường Mẫu' })
    expectSound(filled)
    expect(await new TemplateHandler().getText(filled)).toBe(says('Trường Mẫu'))
  })
})
