/** Who I am, for whom I act and what I may do: what the app asks first. */
import { z } from "zod";
import { orgTypeSchema, roleSchema } from "./claims.ts";
import { membershipSchema } from "./sign-in.ts";

export const meSchema = z.object({
  user: z.object({ id: z.uuid(), name: z.string(), email: z.string().nullable() }),
  organization: z.object({
    id: z.uuid(),
    name: z.string(),
    type: orgTypeSchema,
    timeZone: z.string(),
    units: z.enum(["METRIC", "IMPERIAL"]),
    locale: z.string(),
    currency: z.string(),
  }),
  role: roleSchema,
  siteIds: z.array(z.uuid()).nullable().describe("Sites this member is bound to; null where bound to none."),
  memberships: z.array(membershipSchema),
  permissions: z.array(z.string()).describe("Paths of the procedures that the role may call."),
  demo: z.boolean(),
});
export type Me = z.infer<typeof meSchema>;

export const switchOrganizationOutput = z.object({ orgId: z.uuid(), role: roleSchema });
export type SwitchedOrganization = z.infer<typeof switchOrganizationOutput>;
