export { readDefinition } from './read.ts'
export { writeDefinition, writeTemplate } from './write.ts'
