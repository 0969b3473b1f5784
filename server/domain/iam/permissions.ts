/** Who may do what, as people and programs read it. */
import { z } from "zod";
import { roleSchema } from "./claims.ts";

export const permissionMatrixSchema = z.object({
  procedures: z.array(
    z.object({
      path: z.string().describe("The procedure, such as `rentals.checkOut`; its first part is the feature."),
      action: z.enum(["query", "mutation", "subscription"]).describe("Whether it reads, changes or listens."),
      roles: z.array(roleSchema).describe("The roles that may call it."),
    }),
  ),
});
export type PermissionMatrix = z.infer<typeof permissionMatrixSchema>;
