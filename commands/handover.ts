import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { reason, type Listener, type Order } from './orders.ts'

/** The socket over which a command hands its order to the running `npm start`: HTTP, an order a request, the answer a line of JSON a message. */

/** An order, with who gives it. */
export interface Letter {
  order: Order
  /** What a person called, its process and when. */
  work: string
  pid: number
  since: string
  /** Digest of the code that read the seed. */
  code: string
}

type Message = { said: string } | { progress: Parameters<Listener['progress']> } | { failed: string } | { done: true }

const root = join(import.meta.dirname, '..')

/** A digest of the code: rows that one version has read mean something else to another. */
export const codeDigest = (): string => {
  const digest = createHash('sha256')
  for (const folder of ['src', 'commands', 'drizzle'])
    for (const path of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).toSorted())
      if (/\.(ts|sql)$/.test(path)) digest.update(`${path}\n`).update(readFileSync(join(root, folder, path)))
  return digest.digest('hex')
}

/** Carries out an order and answers with what is told on the way. The command that ends takes its publish with it, until all rows are in. */
const answer = async (
  letter: Letter,
  response: ServerResponse,
  carryOut: (letter: Letter, listener: Listener) => Promise<void>,
): Promise<void> => {
  const send = (message: Message) => response.write(`${JSON.stringify(message)}\n`)
  let left = false
  response.once('close', () => (left = !response.writableEnded))
  try {
    await carryOut(letter, {
      progress: (...progress) => {
        if (left) throw new Error(`${letter.work} has ended before its rows were in.`)
        send({ progress })
      },
      say: (said) => void send({ said }),
    })
    send({ done: true })
  } catch (error) {
    send({ failed: reason(error) })
  }
  response.end()
}

/** Takes orders on a socket that only its user may open. Throws, as its listeners do, when the socket cannot be made. */
export const takeOrders = (
  socket: string,
  carryOut: (letter: Letter, listener: Listener) => Promise<void>,
): Promise<void> => {
  const server = createServer((incoming: IncomingMessage, response) => {
    void json(incoming).then(
      (letter) => answer(letter as Letter, response, carryOut),
      () => response.destroy(),
    )
  })
  // A socket gets its permissions when it is made: those of a later chmod would come too late.
  const before = process.umask(0o177)
  const listening = new Promise<void>((resolve, reject) => server.once('error', reject).listen(socket, resolve))
  process.umask(before)
  return listening
}

const messages = async function* (response: IncomingMessage): AsyncGenerator<Message> {
  let rest = ''
  for await (const chunk of response.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    for (const line of lines) yield JSON.parse(line) as Message
  }
}

/** Hands an order to the process at a socket and tells what it tells. Throws in one sentence what that could not do. */
export const handOver = async (socket: string, letter: Letter, { progress, say }: Listener): Promise<void> => {
  let last: Message | undefined
  try {
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ socketPath: socket, method: 'POST' }, resolve).once('error', reject).end(JSON.stringify(letter))
    })
    for await (const message of messages(response)) {
      last = message
      if ('said' in message) say(message.said)
      else if ('progress' in message) progress(...message.progress)
    }
  } catch {
    last = undefined
  }
  if (last && 'done' in last) return
  throw new Error(
    last && 'failed' in last ? last.failed : 'npm start ended before the order was carried out: give it again.',
  )
}
