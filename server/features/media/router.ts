import { mediaLinkInput, mediaLinkOutput, signMediaInput, signMediaOutput } from "../../domain/media/schema.ts";
import { procedure, router } from "../../trpc.ts";
import { mediaLink } from "./link.ts";
import { signMedia } from "./sign.ts";

export const mediaRouter = router({
  sign: procedure
    .meta({
      rest: { method: "POST", path: "/files/sign", summary: "Announce a photo and get the address to PUT it to" },
    })
    .input(signMediaInput)
    .output(signMediaOutput)
    .mutation(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => signMedia(tenant, ctx.services.files, input)),
    ),

  link: procedure
    .meta({
      rest: { method: "GET", path: "/files/{mediaId}/link", summary: "A short-lived address that shows a photo" },
    })
    .input(mediaLinkInput)
    .output(mediaLinkOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => mediaLink(tenant, ctx.services.files, input.mediaId)),
    ),
});
