// Builds what browsers load into ../static/built: one file a purpose, each
// with the libraries it needs and nothing from elsewhere. A file is only
// loaded by pages that use it.
import { build } from 'esbuild'

await build({
  entryPoints: ['page.js', 'charts.js'],
  outdir: '../static/built',
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome64', 'safari12'], // telephones of 2018
  legalComments: 'none', // the licences are named in docs/dependencies.md
  charset: 'utf8',
  logLevel: 'warning',
})
