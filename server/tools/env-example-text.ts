import { environmentSchema } from "../config.ts";

/** The text of `.env.example`: every variable of the configuration with what it is for and what holds without it. */
export function envExample(): string {
  const presets = environmentSchema.parse({});
  const lines = [
    "# Made from server/config.ts by `bun run env:example`. Every variable is optional unless it says otherwise.",
    "",
  ];
  for (const [name, field] of Object.entries(environmentSchema.shape)) {
    const preset = presets[name as keyof typeof presets];
    lines.push(`# ${field.description ?? ""}`, `# ${name}=${preset?.toString() ?? ""}`, "");
  }
  return lines.join("\n");
}
