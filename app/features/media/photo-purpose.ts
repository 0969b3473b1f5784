import type { RouterInputs } from "~/lib/app-router.ts";

/** What a photograph or film is about; the server keeps it with the file. */
export type PhotoPurpose = RouterInputs["media"]["sign"]["purpose"];
