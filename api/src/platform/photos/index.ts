export { preparePhoto, type PreparedPhoto } from './prepare.ts'
export { BrokenPicture } from './source.ts'
