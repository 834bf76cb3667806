import { faultsOfSet, type IndicatorSetDefinition, type SetFault, type SetRule } from '@thuoc/shared'
import { buildCriterion, buildGroup, levelBand } from './build.ts'
import { placeOf, type Places } from './fault-places.ts'
import type { Report } from './report.ts'
import type { Criterion, Group, Holder, Part } from './holder.ts'
import type { Tree } from './tree.ts'

export type Draft = Places & {
  tree: Tree
  /** Whether every group and criterion of the workbook could be read. */
  isWhole: boolean
}

/** What each rule looks at: where one of these is tainted, nothing can be said. */
const looksAt: Readonly<Record<SetRule, readonly Part[]>> = {
  'title-missing': ['title'],
  'no-groups': [],
  'total-too-large': [],
  'group-empty': ['children'],
  'sum-empty': ['children'],
  'maxima-do-not-add-up': ['maximum', 'children'],
  'maximum-is-zero': ['maximum'],
  'code-twice': [],
  'code-alike': [],
  'code-outside-parent': ['code'],
  'bands-missing': ['attached', 'award'],
  'bands-have-gap': ['attached', 'bounds'],
  'bands-overlap': ['attached', 'bounds'],
  'bands-miss-range': ['attached', 'bounds'],
  'band-holds-nothing': ['attached', 'bounds'],
  'levels-out-of-order': ['attached', 'bounds', 'levels'],
  'band-points-above-maximum': ['maximum', 'code'],
  'items-missing': ['attached'],
  'items-too-many': ['code'],
  'items-do-not-reach-maximum': ['attached', 'itemPoints', 'maximum'],
  'choices-too-few': ['attached'],
  'no-choice-reaches-maximum': ['attached', 'itemPoints', 'maximum'],
  'choice-above-maximum': ['maximum', 'code'],
  'step-does-not-divide-maximum': ['step', 'maximum'],
  'proportion-needs-target': ['award', 'target'],
  'share-needs-level': ['share'],
  'field-twice': ['code'],
  'cap-is-no-level': [],
  'refined-set-unknown': [],
  'refinement-misses-criterion': ['children', 'code'],
  'refinement-changes-maximum': ['maximum', 'code'],
  'refinement-changes-condition': ['code'],
  'refinement-off-step': ['step', 'code'],
  'refinement-demands-less-evidence': ['code'],
}

/** Higher than any maximum that can be written: no rule finds fault with it but those that are left out. */
const unknownMaximum = 1_000_000_000

/**
 * Names every rule of a set that is broken, each in the cell where it can be mended; none that only follows from a
 * fault which has been named.
 */
export function reportSetFaults(draft: Draft, refined: IndicatorSetDefinition | null | undefined, report: Report) {
  const { set, levels, tree } = draft
  const names = namesOf(tree)
  const codeOf = (holder: Holder) => names.get(holder) ?? ''
  const byName = new Map([...names].map(([holder, name]) => [name, holder]))
  const naming = { codeOf, unknownMaximum }
  const { place: _place, unreadable: _unreadable, level, ...head } = set
  const bands = levels.rows.map((row) => levelBand(row))
  const whole: IndicatorSetDefinition = {
    ...head,
    level: { ...level, bands },
    groups: tree.groups.map((group) => buildGroup(group, naming)),
  }
  for (const fault of faultsOfSet(whole, refined)) {
    const holder = byName.get(fault.path)
    const isMissing = !holder && fault.rule === 'refinement-misses-criterion'
    if (isMissing && (tree.isExcused(fault.path) || !draft.isWhole)) continue
    if (holder ? isKnown(holder, fault) : isKnownOfSet(draft, fault)) sayFault(fault, holder, draft, report)
  }
  // What has no place is still looked at by itself.
  const lost = tree.criteria.filter(({ parent }) => parent === null)
  const criteria = lost.map((criterion) => buildCriterion(criterion, naming))
  const aside = { ...whole, groups: [{ code: 'aside', title: '…', maximum: unknownMaximum, criteria }] }
  for (const fault of criteria.length === 0 ? [] : faultsOfSet(aside)) {
    const holder = byName.get(fault.path)
    if (!holder || fault.rule === 'code-outside-parent' || !isKnown(holder, fault)) continue
    sayFault(fault, holder, draft, report)
  }
}

function sayFault(fault: SetFault, holder: Holder | undefined, draft: Draft, report: Report) {
  const { rule, path } = fault
  // What is not there has no row that would say which it is.
  const values = rule === 'refinement-misses-criterion' ? { code: path } : fault.values
  report(placeOf(fault, holder, draft), { rule, ...(values && { values }) })
}

/** Every row has a name of its own here, also where codes are missing or stand twice (which is named by itself). */
function namesOf({ groups, criteria, holdersOf }: Tree): Map<Holder, string> {
  const all: (Group | Criterion)[] = [...groups, ...criteria]
  return new Map(
    all.map((holder, at) => {
      const { code } = holder
      const isFirst = code !== null && holdersOf(code)[0] === holder
      return [holder, isFirst ? code : `${code ?? holder.meant[0] ?? ''}\u0000${at}`]
    }),
  )
}

function isKnown(holder: Holder, { rule, values }: SetFault): boolean {
  const { tainted } = holder
  if (looksAt[rule].some((part) => tainted.has(part))) return false
  if (rule === 'bands-miss-range' && tainted.has('maximum') && values?.at !== '0.00') return false
  if (rule === 'code-outside-parent') return isOutside(holder)
  return rule !== 'maxima-do-not-add-up' || holder.children.every((child) => isCounted(child))
}

/** Nobody knows whether a row whose code is lost stands where its code would put it; a parent may be one of two. */
const isOutside = (holder: Holder) =>
  holder.code !== null && !(holder.type === 'criterion' && holder.code.startsWith(`${holder.parent?.code ?? ''}.`))

/** Whether it is known what a part adds to its heading. */
const isCounted = ({ tainted, kind, read }: Criterion) =>
  !tainted.has('maximum') && (kind !== null || read.maximum.state === 'read')

function isKnownOfSet({ set, levels, tree }: Draft, { path, rule, values }: SetFault): boolean {
  const hasAllGroups = tree.groups.every(({ tainted }) => !tainted.has('maximum'))
  if (rule === 'title-missing') return !set.unreadable.has('title')
  if (rule === 'no-groups') return levels.hasGroups
  if (rule === 'total-too-large') return hasAllGroups && levels.hasGroups
  if (path !== 'level') return true
  const bounds = levels.rows.every((row) => Object.values(row.bounds).every(({ state }) => state !== 'unreadable'))
  const numbers = levels.rows.every((row) => row.level.state === 'read')
  if (rule === 'cap-is-no-level') return levels.isWhole && numbers && !set.unreadable.has('cap')
  if (!levels.isWhole || !bounds) return false
  if (rule === 'levels-out-of-order') return numbers
  const isAtTop = rule === 'bands-miss-range' && values?.at !== '0.00'
  return !isAtTop || (hasAllGroups && levels.hasGroups && tree.groups.length > 0 && !set.unreadable.has('combine'))
}
