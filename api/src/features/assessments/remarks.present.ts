import type { FindingsPart } from '@thuoc/shared'

export const nothingSaid: FindingsPart = { strengths: '', weaknesses: '', improvements: '' }
