/**
 * The server's contract, by type only: nothing of it reaches the bundle. Screens take shapes from here
 * (`RouterOutputs["iam"]["me"]`) and never retype them.
 */
import { initTRPC, tracked, type inferRouterInputs, type inferRouterOutputs } from "@trpc/server";
import { z } from "zod";
import type { OrgType, Role } from "../../server/domain/iam/claims.ts";

const { procedure, router } = initTRPC.create();

interface Membership {
  orgId: string;
  orgName: string;
  orgType: OrgType;
  role: Role;
}
interface Me {
  user: { id: string; name: string; email: string };
  organization: {
    id: string;
    name: string;
    type: OrgType;
    timeZone: string;
    units: "METRIC" | "IMPERIAL";
    locale: string;
    currency: string;
  };
  role: Role;
  siteIds: string[] | null;
  memberships: Membership[];
  permissions: string[];
  demo: boolean;
}
interface LiveEvent {
  kind: string;
  humanId: string | null;
}

const contract = router({
  iam: router({
    me: procedure.query((): Me => {
      throw new Error("type only");
    }),
    switchOrganization: procedure.input(z.object({ orgId: z.uuid() })).mutation((): { orgId: string } => {
      throw new Error("type only");
    }),
  }),
  ledger: router({
    live: procedure
      .input(z.object({ lastEventId: z.string().nullish() }).optional())
      .subscription(async function* () {
        yield tracked("0", {} as LiveEvent);
      }),
  }),
});

export type AppRouter = typeof contract;
export type RouterInputs = inferRouterInputs<AppRouter>;
export type RouterOutputs = inferRouterOutputs<AppRouter>;
