const number = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 })

/** Bytes for people. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  const at = Math.min(units.length - 1, Math.floor(Math.log(Math.max(1, bytes)) / Math.log(1000)))
  return `${number.format(bytes / 1000 ** at)} ${units[at]}`
}

/** Says how far it is: on one line at a terminal, else a line every ten seconds. */
export function progress(total: number, out: NodeJS.WriteStream = process.stdout, what = 'tệp') {
  let [files, bytes, said] = [0, 0, Date.now()]
  const every = out.isTTY ? 200 : 10_000
  const say = () => {
    said = Date.now()
    out.write(
      `${out.isTTY ? '\r\x1b[K' : ''}${number.format(files)}/${number.format(total)} ${what}${bytes > 0 ? `, ${size(bytes)}` : ''}${out.isTTY ? '' : '\n'}`,
    )
  }
  return {
    step: (length: number) => {
      files += 1
      bytes += length
      if (Date.now() - said >= every) say()
    },
    end: () => {
      say()
      if (out.isTTY) out.write('\n')
    },
  }
}
