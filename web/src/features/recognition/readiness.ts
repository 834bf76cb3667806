import { readinessCodes, type ReadinessCode } from '@thuoc/shared'

export const isReadiness = (text: string): text is ReadinessCode => readinessCodes.some((code) => code === text)
