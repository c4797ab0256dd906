// Verifies a compact JWS with a public JWK and prints its header and payload as JSON.
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [cache, tokenFile, keyFile] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(cache, "package.json")));
const { compactVerify, importJWK, calculateJwkThumbprint } = await import(
  pathToFileURL(require.resolve("jose")).href
);
const jwk = JSON.parse(await readFile(keyFile, "utf8"));
const key = await importJWK(jwk, "Ed25519");
const token = (await readFile(tokenFile, "utf8")).trim();
const { payload, protectedHeader } = await compactVerify(token, key, { algorithms: ["Ed25519"] });
const told = {
  header: protectedHeader,
  payload: new TextDecoder().decode(payload),
  thumbprint: await calculateJwkThumbprint(jwk, "sha256"),
};
process.stdout.write(JSON.stringify(told));
