import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A process, told apart from a later one of the same number by when it began. */
export interface Process {
  pid: number
  /** As the system tells it: compared, never read. */
  started: string
}

const bootFile = '/proc/sys/kernel/random/boot_id'

/** From `ps`, to the second: for systems without /proc. Undefined when there is no such process, or it has ended. */
export const startByPs = (pid: number): string | undefined => {
  const environment = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: environment,
  })
  const [, state, started] = stdout.trim().match(/^(\S+)\s+(.+)$/) ?? []
  return state?.startsWith('Z') ? undefined : started
}

/** When a process began. Undefined when there is no such process, or it has ended. */
export const startOf = (pid: number): string | undefined => {
  if (!existsSync('/proc/self/stat')) return startByPs(pid)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field is the name in brackets, which may hold blanks and brackets; the start is the 22nd, in ticks since the boot.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, threads, started] = [fields[0], Number(fields[17]), fields[19]]
    const boot = existsSync(bootFile) ? readFileSync(bootFile, 'utf8').trim() : ''
    // Until its last thread is gone, an ended process keeps its files and ports.
    return state === 'Z' && threads <= 1 ? undefined : `${boot} ${started}`
  } catch {
    return undefined
  }
}

const lives = ({ pid, started }: Process) => startOf(pid) === started

/** Seconds that an ended process may take to be gone. */
const endSeconds = 5

/** Sends the end to a process if it is still the one that was written down: a later one of the same number is left alone. */
export const kill = (one: Process): void => {
  try {
    if (lives(one)) process.kill(one.pid, 'SIGKILL')
  } catch {
    // It has ended since, or is not ours to end: whoever waits for its end sees which.
  }
}

/** Ends a process as `kill` does, and waits until it is gone. False when it cannot be ended. */
export const end = async (one: Process): Promise<boolean> => {
  kill(one)
  const until = Date.now() + endSeconds * 1000
  while (lives(one) && Date.now() < until) await sleep(20)
  return !lives(one)
}
