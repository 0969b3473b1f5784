import {
  changeAccessInput,
  invitationIdInput,
  invitationSchema,
  inviteMemberInput,
  leaveInput,
  leaveOutput,
  listInvitationsInput,
  listInvitationsOutput,
  listMembersInput,
  listMembersOutput,
  memberIdInput,
  memberSchema,
  revokedOutput,
} from "../../domain/iam/members.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { changeAccess } from "./change-access.ts";
import { inviteMember } from "./invite-member.ts";
import { leaveOrganization } from "./leave-organization.ts";
import { listInvitations } from "./list-invitations.ts";
import { listMembers } from "./list-members.ts";
import { mailDeps } from "./mail-deps.ts";
import { resendInvitation } from "./resend-invitation.ts";
import { revokeInvitation } from "./revoke-invitation.ts";
import { setMemberActive } from "./set-member-active.ts";

export const membersRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/members", summary: "Members of your organisation" } })
    .input(listMembersInput)
    .output(listMembersOutput)
    .query(({ ctx, input }) => ctx.services.db.withTenant(ctx.actor, (tenant) => listMembers(tenant, input))),

  invitations: procedure
    .meta({
      rest: { method: "GET", path: "/members/invitations", summary: "Invitations that nobody has accepted yet" },
    })
    .input(listInvitationsInput)
    .output(listInvitationsOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => listInvitations(tenant, input, new Date())),
    ),

  invite: procedure
    .meta({ rest: { method: "POST", path: "/members/invite", summary: "Invite a person by mail" } })
    .input(inviteMemberInput)
    .output(invitationSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "members.invite", input, (tenant) => inviteMember(tenant, mailDeps(ctx), input, new Date())),
    ),

  resendInvitation: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/members/invitations/{id}/resend",
        summary: "Send an invitation again, with a new link",
      },
    })
    .input(invitationIdInput)
    .output(invitationSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "members.resendInvitation", input, (tenant) =>
        resendInvitation(tenant, mailDeps(ctx), input, new Date()),
      ),
    ),

  revokeInvitation: procedure
    .meta({ rest: { method: "POST", path: "/members/invitations/{id}/revoke", summary: "Withdraw an invitation" } })
    .input(invitationIdInput)
    .output(revokedOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "members.revokeInvitation", input, (tenant) => revokeInvitation(tenant, input, new Date())),
    ),

  changeAccess: procedure
    .meta({ rest: { method: "POST", path: "/members/{id}/access", summary: "Change a member's role and sites" } })
    .input(changeAccessInput)
    .output(memberSchema)
    .mutation(({ ctx, input }) => operate(ctx, "members.changeAccess", input, (tenant) => changeAccess(tenant, input))),

  deactivate: procedure
    .meta({
      rest: { method: "POST", path: "/members/{id}/deactivate", summary: "Take a member out of the organisation" },
    })
    .input(memberIdInput)
    .output(memberSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "members.deactivate", input, (tenant) => setMemberActive(tenant, input, false)),
    ),

  reactivate: procedure
    .meta({ rest: { method: "POST", path: "/members/{id}/reactivate", summary: "Take a member back in" } })
    .input(memberIdInput)
    .output(memberSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "members.reactivate", input, (tenant) => setMemberActive(tenant, input, true)),
    ),

  leave: procedure
    .meta({ rest: { method: "POST", path: "/members/leave", summary: "Leave your organisation" } })
    .input(leaveInput)
    .output(leaveOutput)
    .mutation(({ ctx, input }) => operate(ctx, "members.leave", input, (tenant) => leaveOrganization(tenant, input))),
});
