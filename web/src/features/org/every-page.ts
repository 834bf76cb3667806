type Page<Item> = { items: readonly Item[]; nextCursor: string | null }

/** Everything of a list that comes in pages, in its order. @param most when as many are there, no further page is asked for */
export async function everyPage<Item>(ask: (cursor: string | null) => Promise<Page<Item>>, most: number) {
  const items: Item[] = []
  let cursor: string | null = null
  do {
    const page: Page<Item> = await ask(cursor)
    items.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== null && items.length < most)
  return items
}
