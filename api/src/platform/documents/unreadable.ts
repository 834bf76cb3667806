/** A DOCX that the reader of templates cannot take apart, or had better not. */
export class UnreadableTemplate extends Error {}
