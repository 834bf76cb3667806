export { preparePhoto } from './prepare.ts'
export { BrokenPicture } from './source.ts'
