/** Server state of the members' screen. */
import type { RouterOutputs } from "~/lib/app-router.ts";
import { trpc } from "~/lib/trpc.ts";

export type Invitation = RouterOutputs["members"]["invitations"]["items"][number];

const PAGE = 100;

export const membersQuery = (active: boolean, q: string | undefined) =>
  trpc.members.list.infiniteQueryOptions(
    { active, limit: PAGE, ...(q ? { q } : {}) },
    { getNextPageParam: (last) => last.nextCursor },
  );

export const invitationsQuery = () => trpc.members.invitations.queryOptions({});
