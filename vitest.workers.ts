/** By itself vitest leaves one core free, which on a machine with two is half of it. Taken from each project only. */
export const maxWorkers = '100%'
