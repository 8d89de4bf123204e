// Runs a TypeScript file of this folder. Plain JavaScript that an old Node can read, so that it can say what it needs.
import { pathToFileURL } from 'node:url'

const needed = 24
const major = Number(process.versions.node.split('.')[0])
if (major < needed) {
  console.error(
    `Fondo Aperto runs on Node ${needed}, which npm installs with it; this is Node ${process.versions.node}. Remedy: npm ci --foreground-scripts, then npm start.`,
  )
  process.exit(1)
}
const [, , file, ...rest] = process.argv
process.argv = [process.argv[0], file, ...rest]
await import(pathToFileURL(file).href)
