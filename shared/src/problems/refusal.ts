/** How a refusal is answered: the status, and its title for those who call the API. */
export type Refusal = { status: number; title: string }
