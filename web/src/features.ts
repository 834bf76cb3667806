import { identityFeature } from './features/identity/index.ts'
import { orgFeature } from './features/org/index.ts'
import type { Feature } from './platform/feature.ts'

/** Every feature of the app, each with its routes, its places in the navigation and its sentences. */
export const features: readonly Feature[] = [identityFeature, orgFeature]
