// Packs its standard input: node zopfli.mjs ROUNDS < file > file.gz
//
// A process of its own, because the package takes every error that nobody caught for its own, and ends its process.

import { readFileSync } from "node:fs";
import { gzipAsync } from "@gfx/zopfli";

process.stdout.write(await gzipAsync(readFileSync(0), { numiterations: Number(process.argv[2]) }));
