import {
  changePassword,
  chooseMembership,
  signIn,
  signOut,
  signOutEverywhere,
  type Call,
  type Me,
  type MembershipId,
  type Permission,
  type Session,
} from '@thuoc/shared'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { call } from './api/client.ts'
import { patiently } from './api/patience.ts'
import { listenToSession, renewToken, setToken } from './api/token.ts'
import { recallSession, rememberSession, watchOtherTabs } from './session.memory.ts'

/** Who works here now. The token itself stays in `api/token.ts`, in memory. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  /** The session ended in the middle of work: the sign-in panel lies over the page until this is false. */
  const interrupted = ref(false)
  /** Another tab now acts for another unit or person: this one shows old things until it is loaded again. */
  const outdated = ref(false)
  let resume: (() => void)[] = []

  const acting = computed(() => me.value?.acting ?? null)
  const can = (permission: Permission) => me.value?.permissions.includes(permission) ?? false

  function accept(session: Session) {
    // The browser's cookie belongs to somebody else now; what is on screen is not theirs to see.
    if (me.value && me.value.id !== session.me.id) return location.reload()
    if (me.value?.acting && me.value.acting.id !== session.me.acting?.id) outdated.value = true
    setToken(session.accessToken)
    me.value = session.me
    rememberSession(session.me)
  }

  function forget() {
    setToken(null)
    me.value = null
    rememberSession(null)
  }

  listenToSession({
    renewed: accept,
    ended: () => {
      interrupted.value = true
      return new Promise((resolve) => resume.push(resolve))
    },
  })
  watchOtherTabs(() => {
    if (me.value) outdated.value = true
  })

  let started: Promise<void> | null = null
  /** Takes up the session of an earlier visit, if there is one. Asked once; a lost connection leaves us signed out. */
  function start(): Promise<void> {
    started ??= recallSession()
      ? patiently(renewToken, { repeatable: true }).then(
          (signedIn) => (signedIn ? undefined : forget()),
          () => undefined,
        )
      : Promise.resolve()
    return started
  }

  /** @throws ApiProblem `session.wrong-credentials`, `session.locked`, `session.suspended` */
  async function enter(body: Call<typeof signIn>['body']) {
    me.value = null
    accept(await call(signIn, { body }))
  }

  /** The same person comes back after an interruption; the calls that waited go on. */
  async function comeBack(password: string) {
    const { username, acting } = me.value ?? { username: '', acting: null }
    const membershipId = acting?.id
    accept(await call(signIn, { body: { username, password, ...(membershipId && { membershipId }) } }))
    interrupted.value = false
    for (const goOn of resume.splice(0)) goOn()
    resume = []
  }

  async function actAs(membershipId: MembershipId) {
    const session = await call(chooseMembership, { body: { membershipId } })
    me.value = null
    accept(session)
  }

  async function renewPassword(body: Call<typeof changePassword>['body']) {
    me.value = await call(changePassword, { body })
    // The token still says that a change is due.
    await renewToken()
  }

  async function leave(everywhere = false) {
    await (everywhere ? call(signOutEverywhere, {}) : call(signOut, {}))
    forget()
  }

  return {
    me,
    acting,
    interrupted,
    outdated,
    can,
    start,
    enter,
    comeBack,
    actAs,
    renewPassword,
    leave,
    forget,
  }
})
