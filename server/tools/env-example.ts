/** `bun run env:example`: writes `.env.example` from the configuration's schema. */
import { environmentSchema } from "../config.ts";

const lines = [
  "# Made from server/config.ts by `bun run env:example`. Every variable is optional unless it says otherwise.",
  "",
];
for (const [name, field] of Object.entries(environmentSchema.shape)) {
  const preset = environmentSchema.safeParse({}).data?.[name as keyof typeof environmentSchema.shape];
  lines.push(`# ${field.description ?? ""}`, `# ${name}=${preset ?? ""}`, "");
}
await Bun.write(new URL("../../.env.example", import.meta.url), lines.join("\n"));
