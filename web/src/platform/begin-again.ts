/** A page that was begun before is not begun again for the same reason within this time, lest it turn in circles. */
const pauseMs = 20_000
const begunKey = 'thuoc.begun-again'

/** Whether the server answers, that is, whether loading the page anew would come to anything. */
const isThere = () =>
  fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )

/** Whether a page of which a part is lost may be loaded anew: not twice in a row, and only where the server is there. */
export async function mayBeginAgain(): Promise<boolean> {
  const begun = Number(sessionStorage.getItem(begunKey) ?? 0)
  if (Date.now() - begun < pauseMs || !(await isThere())) return false
  sessionStorage.setItem(begunKey, String(Date.now()))
  return true
}
