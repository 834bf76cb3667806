import {
  fulfilmentOf,
  type DeliverableKind,
  type DeliveryContent,
  type DeliveryRound,
  type Fulfilment,
  type OutlineSection,
  type ProblemItem,
  type ResponsiblePersons,
} from '@thuoc/shared'

/** Words of the system by the code of the place in the outline where they belong. */
export type Prefill = Readonly<Record<string, string>>
export type Prepared = {
  kind: DeliverableKind
  /** The places of a report; none where the kind is no report. */
  sections: readonly OutlineSection[]
  content: DeliveryContent
  files: number
  prefill: Prefill
  persons: ResponsiblePersons | null
  /** `2025-01-31`, in Vietnam. */
  today: string
}

const missing = (path: string): ProblemItem => ({ path, message: 'missing' })

/** What each way of handing in demands. */
const demands: Record<Fulfilment, (prepared: Prepared) => ProblemItem[]> = {
  file: ({ files }) => (files === 0 ? [missing('/files')] : []),
  outline: (prepared) =>
    prepared.sections
      .filter((place) => textOf(prepared, place).trim() === '')
      .map(({ code }) => missing(`/sections/${code}`)),
  link: ({ content }) => (content.url === null || content.url === '' ? [missing('/url')] : []),
  confirmation: ({ content: { doneOn }, today }) =>
    doneOn === null ? [missing('/doneOn')] : doneOn > today ? [{ path: '/doneOn', message: 'in-the-future' }] : [],
  persons: ({ persons }) => [
    ...(persons?.leader ? [] : [missing('/persons/leader')]),
    ...(persons?.contact ? [] : [missing('/persons/contact')]),
  ],
  system: () => [],
}

/** What still has to be said before it can be handed in; empty when nothing is missing. */
export const missingIn = (prepared: Prepared): ProblemItem[] => demands[fulfilmentOf[prepared.kind]](prepared)

const writtenIn = ({ sections }: DeliveryContent, code: string) => sections.find((section) => section.code === code)

/** Where nothing has been written or decided, the words of the system stand. */
const prefillIn = ({ content, prefill }: Prepared, { code }: OutlineSection) =>
  (writtenIn(content, code)?.usePrefill ?? true) ? (prefill[code] ?? '') : ''

const textOf = (prepared: Prepared, place: OutlineSection) =>
  prefillIn(prepared, place) + (writtenIn(prepared.content, place.code)?.text ?? '')

/** What is kept of a round: the words of the system as they were at that moment, beside the own ones. */
export const handedContent = (prepared: Prepared): DeliveryRound['content'] => ({
  ...prepared.content,
  sections: prepared.sections.map((place) => ({
    ...place,
    prefill: prefillIn(prepared, place),
    text: writtenIn(prepared.content, place.code)?.text ?? '',
  })),
  persons: prepared.persons,
})
