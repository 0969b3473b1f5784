import type { Component } from "solid-js";
import { BadgeEntry, CodesEntry } from "~/features/credentials/member-entries.tsx";
import type { RouterOutputs } from "~/lib/app-router.ts";

export type Member = RouterOutputs["members"]["list"]["items"][number];

/** Draws one entry of a member's menu (a `MenuItem` of `~/ui/menu.tsx`), or nothing where it does not apply to the member. */
export type MemberAction = Component<{ member: Member }>;

/** What other features let one do with a member; the list of members shows these below its own. */
export const memberActions: readonly MemberAction[] = [BadgeEntry, CodesEntry];
