import { expect, it } from 'vitest'
import { ref } from 'vue'
import { countLevels } from './levels.ts'
import { useChoice } from './useChoice.ts'

it('chooses one, all and none', () => {
  const { chosen, every, toggle, toggleAll } = useChoice(() => [{ id: 'a' }, { id: 'b' }])
  toggle('a')
  expect(chosen.value).toEqual([{ id: 'a' }])
  toggleAll()
  expect(every.value).toBe(true)
  toggleAll()
  expect(chosen.value).toEqual([])
})

it('drops what has left the list: somebody else has decided on it meanwhile', () => {
  const files = ref([{ id: 'a' }, { id: 'b' }])
  const { chosen } = useChoice(() => files.value, ['a', 'b'])
  files.value = [{ id: 'b' }]
  expect(chosen.value).toEqual([{ id: 'b' }])
})

it('counts levels, the highest first, and leaves out what has none', () => {
  expect(countLevels([2, 3, null, 2])).toEqual([
    { level: 3, count: 1 },
    { level: 2, count: 2 },
  ])
})
