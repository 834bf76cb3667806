import { computed, nextTick, ref } from 'vue'
import { useI18n } from '../../../platform/translator.ts'
import { headPlace, isContainer, levelPlace, placeOf, withBelow, type SetNode } from './set-tree.ts'
import type { Direction, Target } from './tree-moves.ts'
import type { SetEditor } from './useSetEditor.ts'

/**
 * What keys, buttons and dragging do to the tree, each with the sentence that a screen reader says of it.
 * @param toField puts the cursor into a part of the chosen place, or its first field
 */
export function useEditorCommands(editor: SetEditor, toField: (part: string | null) => void) {
  const { t } = useI18n()
  const said = ref('')
  const removing = ref<SetNode | null>(null)
  const codeOf = (id: string) => placeOf(editor.tree.value, id)?.node.data.code ?? ''
  const say = (key: string, code = codeOf(editor.chosen.value)) => (said.value = t(`setEditor.tree.${key}`, { code }))

  async function edit(part: string | null = null) {
    await nextTick()
    toField(part)
  }
  /** A new one is written at once: its title first, because its code is proposed. */
  function added(done: boolean) {
    if (!done) return
    say('added')
    void edit('title')
  }
  function removeNow(id: string) {
    const code = codeOf(id)
    editor.remove(id)
    say('removed', code)
    removing.value = null
  }

  return {
    said,
    removing,
    moves: computed<Record<Direction, boolean>>(() => ({
      up: editor.canMove('up'),
      down: editor.canMove('down'),
      in: editor.canMove('in'),
      out: editor.canMove('out'),
    })),
    takesParts: computed(() => {
      const node = editor.current.value?.node
      return node !== undefined && isContainer(node)
    }),
    edit,
    add: () => added(editor.addAfter()),
    addInside: () => added(editor.addInside()),
    duplicate: () => added(editor.duplicate()),
    move: (direction: Direction) => say(editor.move(direction) ? 'moved' : 'blocked'),
    drop: (id: string, target: Target) => {
      editor.moveTo(id, target)
      say('moved')
    },
    /** What has parts is asked about; a single line goes at once, because it comes back as quickly. */
    remove: (id: string) => {
      const node = placeOf(editor.tree.value, id)?.node
      if (!node || id === headPlace || id === levelPlace) return
      if (withBelow(node).length > 1) removing.value = node
      else removeNow(id)
    },
    removeNow,
    undo: () => {
      editor.undo()
      say('undone')
    },
    redo: () => {
      editor.redo()
      say('redone')
    },
    renumber: () => editor.renumber(),
  }
}
