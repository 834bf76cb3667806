import type { IndicatorSetDefinition } from '@thuoc/shared'
import { usualBands } from './bands.ts'

/** A set to begin with: one group of 100 points with one line, and the level rule of QĐ 4725 as a proposal. */
export const emptySet = (
  given: Pick<IndicatorSetDefinition, 'code' | 'title' | 'appliesTo'>,
): IndicatorSetDefinition => ({
  ...given,
  decision: null,
  sample: false,
  evidenceCode: 'accreditation',
  level: { bands: usualBands, combine: 'lowest-group', unmetConditionCapsAt: 1 },
  groups: [
    {
      code: '1',
      title: '',
      maximum: 10_000,
      criteria: [{ kind: 'points', code: '1.1', title: '', maximum: 10_000 }],
    },
  ],
})
