/** `bun run env:example`: writes `.env.example` from the configuration's schema. */
import { envExample } from "./env-example-text.ts";

await Bun.write(new URL("../../.env.example", import.meta.url), envExample());
