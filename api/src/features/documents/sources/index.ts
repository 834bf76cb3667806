import type { Sources } from '../source.ts'
import type { SourcePorts } from './ports.ts'
import { councilDecision } from './school/council-decision.ts'

export type { SourcePorts }

export const createSources = (services: SourcePorts): Sources => ({
  'council-decision': councilDecision(services),
})
