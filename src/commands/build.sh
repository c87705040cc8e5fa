#!/bin/sh
# Makes dist/ from what is there, anew each time: it takes a fraction of a second, and nothing has to know what has changed.
#
# Called by npm (which knows where esbuild is) in the project's folder. Our own modules are joined, so that a start does not
# look for hundreds of files; the packages stay where npm put them. What several programs use is in dist/chunks/.
set -e
rm -rf dist/chunks

# Modules in chunks are loaded before what the programs import; the decorators among them need reflect-metadata before that.
# TypeORM knows a migration by its class's name. Nothing is minified, so it stays; esbuild's keep-names would name each function
# again whenever it is made.
exec esbuild \
  src/main.ts src/commands/*.ts seeds/story/main.ts bench/main.ts bench/baselines/*-server.ts ormconfig.ts \
  --outdir=dist --chunk-names='chunks/[hash]' \
  --bundle --splitting --packages=external \
  --platform=node --target=node20 --format=esm \
  --banner:js='import "reflect-metadata";' \
  --sourcemap --sources-content=false \
  --log-level=warning
