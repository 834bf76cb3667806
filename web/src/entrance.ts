import { identityFeature } from './features/identity/index.ts'
import { publicationFeature } from './features/publication/index.ts'
import type { Feature } from './platform/feature.ts'

/** The features of whoever has not signed in. What lies behind the entrance, `features.ts`, is loaded when it is opened. */
export const entrance: readonly Feature[] = [identityFeature, publicationFeature]
