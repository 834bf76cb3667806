import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/package.json'))
const face = (name: string) => join(folder, name, `Tinos_${name}.ttf`)

/** Tinos has the widths of Times New Roman, letter by letter, and may be embedded. */
export const tinos = {
  normal: face('400Regular'),
  bold: face('700Bold'),
  italics: face('400Regular_Italic'),
  bolditalics: face('700Bold_Italic'),
} as const
