import {
  unitOrder,
  type MembershipId,
  type Ownership,
  type UnitChangeId,
  type UnitDetail,
  type UnitId,
  type UnitOrder,
  type UnitType,
} from '@thuoc/shared'
import { reactive, ref } from 'vue'
import { useIssueText } from '../../platform/form/useIssueText.ts'
import { dayOf } from '../../platform/ui/format.ts'
import { seenUnit } from './unit-changes.queries.ts'

/** What a person can order on a page; a reorganisation of many units comes in by spreadsheet. */
export const orderKinds = ['rename', 'move', 'merge', 'split', 'close', 'reopen'] as const
export type OrderKind = (typeof orderKinds)[number]

export type Words = { name: string; code: string; type: UnitType; ownership: Ownership | null }

/** Everything that the forms of the operations ask, whichever is chosen. */
export type OrderDraft = {
  effectiveOn: string
  decisionNumber: string
  decisionDate: string
  note: string
  handOver: boolean
  words: Words
  parentId: string
  /** Further units that move, each with its goal: two bodies exchange schools in one decision. */
  moves: { unitId: string; parentId: string }[]
  /** Further units that merge. */
  sources: string[]
  /** What a unit founded by the merger is called: not as one that ends with it, whose code stays its own. */
  merged: Words
  intoNew: boolean
  intoId: string
  founded: Words[]
  stays: boolean
  /** For each unit below, by id: which of `founded` it goes to. */
  allotted: Record<string, number>
  /** Where the units below one that closes go: several bodies can take them over. */
  goals: { parentId: string; name: string }[]
  /** For each unit below, by id: which of `goals` it goes to; the first unless said otherwise. */
  goalOf: Record<string, number>
}

const blankWords = (unit: UnitDetail): Words => ({ name: '', code: '', type: unit.type, ownership: unit.ownership })

export const draftOf = (unit: UnitDetail): OrderDraft => ({
  ...{ effectiveOn: dayOf(new Date()), decisionNumber: '', decisionDate: dayOf(new Date()), note: '', handOver: true },
  words: { name: unit.name, code: unit.code, type: unit.type, ownership: unit.ownership },
  parentId: '',
  moves: [],
  sources: [''],
  merged: blankWords(unit),
  intoNew: true,
  intoId: '',
  founded: [blankWords(unit)],
  stays: true,
  allotted: {},
  goals: [{ parentId: '', name: '' }],
  goalOf: {},
})

type Body = Record<string, unknown>

/** The order that a draft comes to; versions are those of this moment. */
async function bodyOf(kind: OrderKind, unit: UnitDetail, draft: OrderDraft, children: readonly { id: UnitId }[]) {
  const { effectiveOn, decisionNumber, decisionDate, note, handOver, words } = draft
  const decided: Body = { kind, effectiveOn, decisionNumber, decisionDate, note, handOver }
  const seen = { unitId: unit.id, version: unit.version }
  const others = (ids: readonly string[]) =>
    Promise.all(ids.filter((id): id is UnitId => id !== '').map((id) => seenUnit(id)))
  const parentId = unit.parent?.id
  const makers: Record<OrderKind, () => Promise<Body>> = {
    rename: async () => ({ ...seen, ...words }),
    move: async () => {
      const further = await others(draft.moves.map(({ unitId }) => unitId))
      const goals = draft.moves.filter(({ unitId }) => unitId !== '')
      const units = further.map((one, at) => ({ ...one, parentId: goals[at]?.parentId }))
      return { units: [{ ...seen, parentId: draft.parentId }, ...units] }
    },
    merge: async () => {
      const [into] = draft.intoNew ? [] : await others([draft.intoId])
      const founded = { ...draft.merged, parentId }
      const sources = (await others(draft.sources)).filter(({ unitId }) => unitId !== draft.intoId || draft.intoNew)
      const own = into?.unitId === unit.id ? [] : [seen]
      return { sources: [...own, ...sources], into: draft.intoNew ? founded : into, carry: [] }
    },
    split: async () => ({
      ...seen,
      stays: draft.stays,
      into: draft.founded.map((one) => ({ ...one, parentId })),
      children: Object.entries(draft.allotted)
        .filter(([, to]) => to >= 0)
        .map(([unitId, to]) => ({ unitId, to })),
    }),
    close: async () => ({
      units: [seen],
      children: children.map(({ id }) => ({ unitId: id, parentId: draft.goals[draft.goalOf[id] ?? 0]?.parentId })),
    }),
    reopen: async () => ({ ...seen, parentId: draft.parentId || parentId }),
  }
  return { ...decided, ...(await makers[kind]()) }
}

/** The draft of an operation on a unit, checked by the rules of the API before it is sent. */
export function useUnitOrder() {
  const errors = reactive<Record<string, string>>({})
  const order = ref<UnitOrder>()
  const { issueText } = useIssueText()

  function check(body: unknown): UnitOrder | undefined {
    for (const field of Object.keys(errors)) delete errors[field]
    const checked = unitOrder.safeParse(body)
    if (checked.success) return (order.value = checked.data)
    for (const issue of checked.error.issues) errors[issue.path.join('.')] ??= issueText(issue)
    return undefined
  }

  const build = async (kind: OrderKind, unit: UnitDetail, draft: OrderDraft, children: readonly { id: UnitId }[]) =>
    check(await bodyOf(kind, unit, draft, children))

  /** The order to take an operation back, from the day on which it counted unless another is said. */
  const buildUndo = (changeId: UnitChangeId, decided: Omit<OrderDraft, 'words'> | Body) =>
    check({ ...decided, kind: 'undo', changeId })

  const carry = (ids: MembershipId[]) => {
    if (order.value?.kind === 'merge') order.value = { ...order.value, carry: ids }
  }

  return { errors, order, build, buildUndo, carry }
}
