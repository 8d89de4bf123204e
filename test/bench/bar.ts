const width = 30
const numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 })

/** Shows how far a long work is: in place on a terminal, a line each tenth elsewhere. */
export const bar = (
  all: number,
  isTTY = process.stderr.isTTY,
  write: (text: string) => void = (text) => void process.stderr.write(text),
) => {
  let tenth = -1
  let shown = -1
  return (done: number, rate: number): void => {
    const text = `${numbers.format(done)} of ${numbers.format(all)} rows, ${numbers.format(rate)} a second`
    const part = done / all
    if (!isTTY) {
      if (Math.floor(part * 10) > tenth) write(`${text}\n`)
      tenth = Math.floor(part * 10)
      return
    }
    const filled = Math.floor(part * width)
    const percent = Math.floor(part * 1000)
    if (percent === shown) return
    shown = percent
    write(`\r\x1b[K[${'#'.repeat(filled)}${' '.repeat(width - filled)}] ${text}${done === all ? '\n' : ''}`)
  }
}
