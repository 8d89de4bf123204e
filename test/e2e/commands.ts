import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

const running = new Set<ChildProcess>()

/** For `afterAll`: a test that failed midway leaves nothing running. */
export const endAll = () => {
  for (const child of running) child.kill('SIGKILL')
}

export interface Ended {
  status: number | null
  signal: NodeJS.Signals | null
  out: string
  err: string
}

/** Runs a script of `commands/` as npm would. `until` resolves once its output holds a text, or it has ended. */
export const command = (parameters: readonly string[], environment: Readonly<Record<string, string | undefined>>) => {
  const child = spawn(process.execPath, ['commands/node.mjs', ...parameters], {
    cwd: root,
    env: { ...process.env, ...environment },
  })
  running.add(child)
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (err += String(chunk)))
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (status, signal) => {
      running.delete(child)
      resolve({ status, signal, out, err })
    }),
  )
  const until = (text: string) =>
    Promise.race([
      ended,
      new Promise<void>((resolve) => {
        for (const stream of [child.stdout, child.stderr])
          stream.on('data', () => void (`${out}${err}`.includes(text) && resolve()))
      }),
    ])
  return { child, ended, until }
}

const isData = (path: string) => !/\.(ts|mjs|md)$/.test(path)

/** A seed of its own in `folder`, to be edited. */
export const copySeed = (folder: string) => {
  cpSync(join(root, 'seed'), folder, { recursive: true, filter: isData })
  return (name: string, change: (text: string) => string) => {
    const file = join(folder, name)
    const before = readFileSync(file, 'utf8')
    const after = change(before)
    if (after === before) throw new Error(`${name}: the edit changes nothing`)
    writeFileSync(file, after)
  }
}

export const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
