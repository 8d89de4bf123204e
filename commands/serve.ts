import { explain } from './faults.ts'
import { codeDigest, takeOrders, type Letter } from './handover.ts'
import { execute, type Listener } from './orders.ts'
import { ownerName, socketPath, type Hold } from './owner.ts'
import type { Store } from './publish.ts'

/** Carries out what other commands ask, one order at a time. */
export const serveOrders = async (db: Store, hold: Hold): Promise<void> => {
  const code = codeDigest()
  let current: Letter | undefined
  const carryOut = async (letter: Letter, listener: Listener): Promise<void> => {
    if (current) throw new Error(`${ownerName(current)} is at work: try again when it has ended.`)
    if (letter.order.kind === 'publish' && letter.code !== code)
      throw new Error(
        'The code has changed since npm start began: stop it and start it again, which publishes the seed.',
      )
    current = letter
    try {
      await execute(db, letter.order, listener)
    } catch (error) {
      throw new Error(explain(error), { cause: error })
    } finally {
      current = undefined
    }
  }
  const socket = socketPath()
  await takeOrders(socket, carryOut)
  hold.note({ socket })
}
