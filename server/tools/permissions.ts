/** `bun server/tools/permissions.ts`: writes `docs/permissions.md` from the policy. */
import { permissionsDocument } from "./permissions-document.ts";

await Bun.write(new URL("../../docs/permissions.md", import.meta.url), await permissionsDocument());
