import { spawn, type ChildProcess } from 'node:child_process'
import { readdirSync, watch } from 'node:fs'
import { join, relative } from 'node:path'

/**
 * `npm run dev`: `npm start`, again after each change below `src`, `seed` (or what SEED names) and `commands`. Each folder is watched by itself: a
 * recursive watch of Node loses a file once it was replaced, as many editors and git do when they save.
 */

const root = join(import.meta.dirname, '..')
const watched = [join(root, 'src'), process.env['SEED'] ?? join(root, 'seed'), join(root, 'commands')]
// What a start writes itself.
const generated = join(root, 'src/generated')

const foldersBelow = (folder: string): string[] => [
  folder,
  ...readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && join(folder, entry.name) !== generated)
    .flatMap(({ name }) => foldersBelow(join(folder, name))),
]

/** Editors write several times when they save. */
const settleMilliseconds = 200

let child: ChildProcess | undefined

const start = (): void => {
  child = spawn(process.execPath, ['commands/node.mjs', 'commands/start.ts'], { cwd: root, stdio: 'inherit' })
}

/** Ends what runs, and waits until its port is free again. */
const stop = async (): Promise<void> => {
  const running = child
  if (!running || running.exitCode !== null || running.signalCode !== null) return
  const closed = new Promise((resolve) => running.once('close', resolve))
  running.kill('SIGTERM')
  await closed
}

/** Runs until something changes, then again; folders that are new by then are watched too. */
const run = async (): Promise<void> => {
  for (;;) {
    const { promise: changed, resolve } = Promise.withResolvers<string>()
    const watchers = watched.flatMap(foldersBelow).map((folder) =>
      watch(folder, (_, name) => {
        const file = join(folder, name ?? '')
        if (file !== generated) resolve(file)
      }),
    )
    start()
    const file = await changed
    await new Promise((wake) => setTimeout(wake, settleMilliseconds))
    for (const watcher of watchers) watcher.close()
    console.log(`${relative(root, file)} has changed.`)
    await stop()
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)))
await run()
