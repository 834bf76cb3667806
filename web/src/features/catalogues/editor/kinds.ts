import type { Award, Hundredths, Leaf } from '@thuoc/shared'
import type { NewId, NodeData, SetNode } from './set-tree.ts'

export type CriterionKind = Exclude<NodeData['kind'], 'group'>
type Option = { title: string; points: Hundredths }
type CriterionData = Exclude<NodeData, { kind: 'group' }>

/** What every kind of criterion has. */
function commonOf({ code, title, guidance, evidence, noteRequired, fields, doubt, measurement }: CriterionData) {
  return {
    code,
    title,
    ...(guidance !== undefined && { guidance }),
    ...(evidence && { evidence }),
    ...(noteRequired !== undefined && { noteRequired }),
    ...(fields && { fields }),
    ...(doubt !== undefined && { doubt }),
    ...(measurement !== undefined && { measurement }),
  }
}

/** Items, choices and parts are one thing in three shapes: a title with its points. */
function optionsOf(data: CriterionData, children: readonly SetNode[]): Option[] {
  if (data.kind === 'checklist') return data.items
  if (data.kind === 'choice') return data.choices
  return children.map(({ data: part }) => ({
    title: part.title,
    points: part.kind === 'condition' ? 0 : part.maximum,
  }))
}

const isByFigures = (data: CriterionData): data is Extract<Leaf, { award: Award }> => 'award' in data

/**
 * Makes another kind of a criterion and keeps what that kind can hold: text, proof, fields and maximum always;
 * items, choices and parts become one another; the award goes along between what is read by figures.
 */
export function changeKind(node: SetNode, kind: CriterionKind, newId: NewId): SetNode {
  const { data, children, id } = node
  if (data.kind === 'group' || data.kind === kind) return node
  const common = commonOf(data)
  const maximum = data.kind === 'condition' ? 0 : data.maximum
  const options = optionsOf(data, children)
  const award: Award = isByFigures(data) ? data.award : { by: kind === 'aggregate' ? 'proportion' : 'suggestion' }
  const leaf = (made: NodeData): SetNode => ({ id, data: made, children: [] })
  switch (kind) {
    case 'condition':
      return leaf({ kind, ...common })
    case 'points':
      return leaf({ kind, ...common, maximum })
    case 'checklist':
      return leaf({ kind, ...common, maximum, items: options })
    case 'choice':
      return leaf({ kind, ...common, maximum, choices: options })
    case 'count':
      return leaf({ kind, ...common, maximum, award })
    case 'ratio':
      return leaf({ kind, ...common, maximum, award })
    case 'aggregate':
      return leaf({ kind, ...common, maximum, award, share: 'submitted-in-time' })
    case 'sum':
      return { id, data: { kind, ...common, maximum }, children: partsOf(data.code, options, newId) }
  }
}

const partsOf = (code: string, options: readonly Option[], newId: NewId): SetNode[] =>
  options.map(({ title, points }, at) => ({
    id: newId(),
    data: { kind: 'points', code: `${code}.${at + 1}`, title, maximum: points },
    children: [],
  }))
