// Builds what browsers load into ../static/built: one file a purpose, each
// with the libraries it needs and nothing from elsewhere. A file is only
// loaded by pages that use it. Beside each lie its packed forms, so that the
// program needs not pack them whenever it starts.
import { build } from 'esbuild'
import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const names = ['charts.js', 'page.js'] // the Makefile knows which is written last
const outdir = '../static/built'

await build({
  entryPoints: names,
  outdir,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome64', 'safari12'], // telephones of 2018
  legalComments: 'none', // the licences are named in docs/dependencies.md
  charset: 'utf8',
  logLevel: 'warning',
})

for (const name of names) {
  const plain = readFileSync(`${outdir}/${name}`)
  writeFileSync(`${outdir}/${name}.gz`, gzipSync(plain, { level: 9 }))
  writeFileSync(`${outdir}/${name}.br`, brotliCompressSync(plain)) // at its best, unless told otherwise
}
