import { askEarly } from './platform/api/early.ts'
import { watchArrival } from './platform/arrival.ts'

/** What a page shows first, by its address: paths below the API's base, with the session and without. */
export function asksAt({ pathname, search }: Pick<Location, 'pathname' | 'search'>) {
  const form = /^\/ho-so\/([\w-]+)\/phieu(\/|$)/.exec(pathname)?.[1]
  return {
    own: form === undefined ? [] : [`/submissions/${form}/form`, `/submissions/${form}/council`],
    open: pathname === '/cong-khai' && search === '' ? ['/public/results', '/public/filters'] : [],
  }
}

watchArrival()
askEarly(asksAt(location))
