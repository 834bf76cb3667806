/** A QR code's dark squares as an outline on a grid of one unit each, drawn without any image file. */
export function pathOfSquares(size: number, isDark: (row: number, column: number) => boolean): string {
  const runs: string[] = []
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      if (!isDark(row, column)) continue
      const start = column
      while (column + 1 < size && isDark(row, column + 1)) column++
      runs.push(`M${start} ${row}h${column - start + 1}v1h-${column - start + 1}z`)
    }
  return runs.join('')
}
