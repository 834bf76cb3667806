import { afterEach, describe, expect, it, vi } from 'vitest'
import { effectScope } from 'vue'
import { useFormKeys } from './useFormKeys.ts'

function stage() {
  const keys = {
    next: vi.fn(),
    previous: vi.fn(),
    nextMissing: vi.fn(),
    search: vi.fn(),
    help: vi.fn(),
    digit: vi.fn(),
  }
  const agree = vi.fn()
  const scope = effectScope()
  scope.run(() => useFormKeys({ ...keys, letters: { d: agree } }))
  const press = (key: string, on: Element = document.body, more: KeyboardEventInit = {}) =>
    on.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  const field = (html: string): Element => {
    document.body.innerHTML = html
    const element = document.body.querySelector('input, textarea')
    if (!element) throw new Error('No field')
    return element
  }
  return { ...keys, agree, press, field, stop: () => scope.stop() }
}

describe('the form by keyboard', () => {
  afterEach(() => void (document.body.innerHTML = ''))

  it('moves between lines with the arrows, also from a number field', () => {
    const { press, next, previous, field, stop } = stage()
    press('ArrowDown')
    press('ArrowUp')
    press('ArrowDown', field('<input data-arrows-leave />'))
    press('Enter', field('<input data-arrows-leave />'))
    expect([next.mock.calls.length, previous.mock.calls.length]).toEqual([3, 1])
    stop()
  })

  it('leaves arrows, digits and letters to a text field', () => {
    const { press, next, digit, search, agree, field, stop } = stage()
    const text = field('<textarea></textarea>')
    for (const key of ['ArrowDown', '5', '/', 'd']) press(key, text)
    for (const spy of [next, digit, search, agree]) expect(spy).not.toHaveBeenCalled()
    stop()
  })

  it('goes to what is missing from anywhere with Ctrl+Enter', () => {
    const { press, nextMissing, field, stop } = stage()
    press('Enter', field('<textarea></textarea>'), { ctrlKey: true })
    expect(nextMissing).toHaveBeenCalledOnce()
    stop()
  })

  it('hands on digits and the letters of the page', () => {
    const { press, digit, agree, stop } = stage()
    press('7')
    press('D')
    expect(digit).toHaveBeenCalledWith(7)
    expect(agree).toHaveBeenCalledOnce()
    stop()
  })

  it('is silent once the page is gone', () => {
    const { press, next, stop } = stage()
    stop()
    press('ArrowDown')
    expect(next).not.toHaveBeenCalled()
  })
})
