import type { CellFault, ProblemItem } from '@thuoc/shared'
import { cellRules } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import type { z } from 'zod'
import { useIssueText } from '../../platform/form/useIssueText.ts'
import { useFormat } from '../../platform/ui/format.ts'
import { placeIn } from './set-file.ts'
import { useSetWords } from './set.words.ts'

const ofCells: readonly string[] = cellRules
const isCellRule = (rule: CellFault['rule']): rule is (typeof cellRules)[number] => ofCells.includes(rule)

/** What is wrong with a file, in words of its writer. */
export function useFileWords() {
  const { t, te } = useI18n()
  const { issueText } = useIssueText()
  const format = useFormat()
  const words = useSetWords()

  /** `1.3 › khoảng thứ 2 › điểm` */
  function placeText(json: unknown, path: readonly PropertyKey[]): string {
    const { code, keys } = placeIn(json, path)
    const said = keys.reduce<string[]>((all, key) => {
      const last = all.pop()
      if (typeof key === 'number')
        return [...all, t('catalogues.place.nth', { what: last ?? t('catalogues.place.file'), at: key + 1 })]
      const name = te(`catalogues.key.${String(key)}`) ? t(`catalogues.key.${String(key)}`) : `“${String(key)}”`
      return [...all, ...(last === undefined ? [] : [last]), name]
    }, [])
    return [...(code === null ? [] : [code]), ...said].join(' › ') || t('catalogues.place.file')
  }

  function shapeText(issue: z.core.$ZodIssue, value: unknown): string {
    if (issue.code !== 'unrecognized_keys' && value === undefined) return t('catalogues.shape.missing')
    switch (issue.code) {
      case 'invalid_type':
        return t(`catalogues.shape.${te(`catalogues.shape.${issue.expected}`) ? issue.expected : 'other'}`)
      case 'invalid_value':
        return t('catalogues.shape.oneOf', { values: issue.values.map(String).join(', ') })
      case 'invalid_union':
        return t('catalogues.shape.unknownKind')
      case 'unrecognized_keys':
        return t('catalogues.shape.unknownKeys', { keys: issue.keys.join(', ') })
      case 'not_multiple_of':
        return t('catalogues.shape.decimals')
      case 'invalid_format':
        return t(`catalogues.shape.${issue.format === 'date' ? 'date' : 'format'}`, { value: String(value) })
      default:
        return issueText(issue)
    }
  }

  /** A fault of the shape of a JSON file: `1.3 › điểm tối đa: thiếu`. */
  const issueLine = (json: unknown, issue: z.core.$ZodIssue): string =>
    t('catalogues.import.unfitAt', {
      path: placeText(json, issue.path),
      message: shapeText(issue, placeIn(json, issue.path).value),
    })

  /** The same of what the server refused, whose paths are JSON pointers into the body. */
  function refusalLine(json: unknown, { path, message }: ProblemItem): string {
    const keys = path.split('/').filter((key) => key !== '' && key !== 'body' && key !== 'definition')
    const place = placeText(
      json,
      keys.map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
    )
    return t('catalogues.import.unfitAt', { path: place, message })
  }

  /** A fault of a cell or of the set that the cells make. */
  function cellText({ rule, values = {} }: CellFault): string {
    if (!isCellRule(rule)) {
      const sentence = words.value.faultText({ path: '', rule, values })
      // What is missing has no cell: its code says where it belongs.
      return /^\d/.test(String(values.code))
        ? t('catalogues.import.unfitAt', { path: values.code, message: sentence })
        : sentence
    }
    const { expected, code } = values
    const sentence =
      rule === 'header-unknown' && expected
        ? 'header-unknown-near'
        : rule === 'not-a-code' && code
          ? 'not-a-code-number'
          : rule
    const said = Object.entries(values).map(
      ([name, value]) => [name, typeof value === 'number' ? format.value.number(value) : value] as const,
    )
    return t(`catalogues.cell.${sentence}`, Object.fromEntries(said))
  }

  return computed(() => ({ issueLine, refusalLine, cellText }))
}
