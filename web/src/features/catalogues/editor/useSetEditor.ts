import { faultsOfSet, type IndicatorSetDefinition } from '@thuoc/shared'
import { computed, ref, shallowRef } from 'vue'
import { recode, renumber } from './codes.ts'
import { heldAt, heldOf, hold, reorderHeld, type Held, type HeldTexts } from './held.ts'
import { begin, commit, redo, undo, type History } from './history.ts'
import { changeKind, type CriterionKind } from './kinds.ts'
import { addNode, duplicateNode } from './new-nodes.ts'
import { placeFaults } from './placed-faults.ts'
import {
  changeNode,
  definitionOf,
  headPlace,
  levelPlace,
  nodesOf,
  placeOf,
  treeOf,
  type NodeData,
  type SetHead,
  type SetTree,
} from './set-tree.ts'
import { moveTo, remove, targetOf, type Direction, type Target } from './tree-moves.ts'

/** All that can be undone: the set, what stands half typed in its fields, and where the change was made. */
type Work = { tree: SetTree; texts: HeldTexts; place: string }

type Order = readonly (number | null)[]

const newId = () => crypto.randomUUID()

/**
 * A draft under the pen: the tree with every change of it, undo and redo, and its faults by the rules of the server.
 * @param refined the set that this one refines; null: there is none under that name; undefined: not known yet
 */
export function useSetEditor(
  initial: IndicatorSetDefinition,
  refined: () => IndicatorSetDefinition | null | undefined,
) {
  const history = shallowRef<History<Work>>(begin({ tree: treeOf(initial, newId), texts: {}, place: headPlace }))
  const chosen = ref<string>(headPlace)

  const work = computed(() => history.value.present)
  const tree = computed(() => work.value.tree)
  const texts = computed(() => work.value.texts)
  const definition = computed(() => definitionOf(tree.value))
  const faults = computed(() => placeFaults(tree.value, faultsOfSet(definition.value, refined()), texts.value))
  const isThere = (place: string) => place === headPlace || place === levelPlace || placeOf(tree.value, place) !== null
  const current = computed(() => placeOf(tree.value, chosen.value))

  /** Takes a change. @param mark the field that is typed in; @param next where to go on afterwards */
  function take(change: Partial<Omit<Work, 'place'>>, place: string, mark: string | null = null, next = place) {
    const whole = { ...work.value, ...change, place }
    if (whole.tree === work.value.tree && whole.texts === work.value.texts) return
    history.value = commit(history.value, whole, mark, Date.now())
    if (isThere(next)) chosen.value = next
  }

  /** Back to where the change was made that is taken back or made again. */
  function travel(to: (history: History<Work>) => History<Work>, madeAt: (before: Work, after: Work) => string) {
    const before = history.value.present
    history.value = to(history.value)
    const after = history.value.present
    if (after === before) return
    chosen.value = [madeAt(before, after), chosen.value, after.place].find(isThere) ?? headPlace
  }

  function added(made: { tree: SetTree; id: string } | null): boolean {
    if (made) take({ tree: made.tree }, made.id)
    return made !== null
  }

  /** What takes the place of a node that goes: the one before it, or what it stood in. */
  function beside(id: string): string {
    const place = placeOf(tree.value, id)
    const next = place?.siblings[place.index + 1] ?? place?.siblings[place.index - 1] ?? place?.parent
    return next?.id ?? levelPlace
  }

  /** A value has taken the place of what was half typed; the texts of rows go along with their rows. */
  const textsAfter = (part: string, order: Order | undefined) =>
    order ? reorderHeld(texts.value, chosen.value, part, order) : hold(texts.value, chosen.value, part, null)
  const markOf = (part: string, order?: Order) => (order?.length ? null : `${chosen.value}/${part}`)

  return {
    tree,
    definition,
    faults,
    chosen,
    current,
    canUndo: computed(() => history.value.past.length > 0),
    canRedo: computed(() => history.value.future.length > 0),
    undo: () => travel(undo, (before) => before.place),
    redo: () => travel(redo, (_, after) => after.place),
    choose: (place: string) => {
      if (isThere(place)) chosen.value = place
    },

    /**
     * Changes the chosen node. @param part the field that is typed in; a stretch of typing is one step.
     * @param order where rows of that part came, went or changed places: where each stood before, null for a new one
     */
    change: (part: string, data: (data: NodeData) => NodeData, order?: Order) => {
      const next = changeNode(tree.value, chosen.value, (node) => ({ ...node, data: data(node.data) }))
      take({ tree: next, texts: textsAfter(part, order) }, chosen.value, markOf(part, order))
    },
    changeHead: (part: string, change: Partial<SetHead>, order?: Order) => {
      const next = { ...tree.value, head: { ...tree.value.head, ...change } }
      take({ tree: next, texts: textsAfter(part, order) }, chosen.value, markOf(part, order))
    },
    changeKind: (kind: CriterionKind) =>
      take({ tree: changeNode(tree.value, chosen.value, (node) => changeKind(node, kind, newId)) }, chosen.value),
    recode: (code: string) =>
      take(
        { tree: recode(tree.value, chosen.value, code), texts: textsAfter('code', undefined) },
        chosen.value,
        markOf('code'),
      ),
    /** Keeps what is no value yet where it was typed. */
    hold: (part: string, held: Held) =>
      take({ texts: hold(texts.value, chosen.value, part, held) }, chosen.value, markOf(part)),
    free: (part: string) => take({ texts: textsAfter(part, undefined) }, chosen.value, markOf(part)),
    held: (part: string) => heldAt(texts.value, chosen.value, part),
    heldCount: computed(() => Object.keys(texts.value).length),

    addAfter: () => added(addNode(tree.value, current.value ? chosen.value : null, 'after', newId)),
    addInside: () => added(addNode(tree.value, chosen.value, 'inside', newId)),
    duplicate: () => added(duplicateNode(tree.value, chosen.value, newId)),
    remove: (id: string) => {
      const next = remove(tree.value, id)
      const left = new Set([headPlace, levelPlace, ...nodesOf(next).map((node) => node.id)])
      take({ tree: next, texts: heldOf(texts.value, left) }, id, null, beside(id))
    },
    canMove: (direction: Direction) => targetOf(tree.value, chosen.value, direction) !== null,
    move: (direction: Direction) => {
      const target = targetOf(tree.value, chosen.value, direction)
      if (target) take({ tree: moveTo(tree.value, chosen.value, target) }, chosen.value)
      return target !== null
    },
    moveTo: (id: string, target: Target) => take({ tree: moveTo(tree.value, id, target) }, id),
    renumber: () => take({ tree: renumber(tree.value) }, chosen.value),
    /** Takes up another text as a whole: what an earlier visit left, or what somebody else saved. */
    replace: (next: IndicatorSetDefinition) => take({ tree: treeOf(next, newId), texts: {} }, headPlace),
  }
}
export type SetEditor = ReturnType<typeof useSetEditor>
