export { readDefinition, refinesOf } from './read.ts'
export { writeDefinition, writeTemplate } from './write.ts'
