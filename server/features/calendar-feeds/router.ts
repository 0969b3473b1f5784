import {
  calendarFeedsOutput,
  changeFeedInput,
  createFeedInput,
  feedAddressOutput,
  revokeFeedOutput,
  type CalendarFeed,
} from "../../domain/calendar/schema.ts";
import type { CallContext } from "../../context.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { createFeed, listFeeds, newToken, revokeFeed, rotateFeed } from "./feeds.ts";

export const calendarFeedsRouter = router({
  list: procedure
    .meta({ rest: { method: "GET", path: "/calendar-feeds", summary: "Your calendar feeds" } })
    .output(calendarFeedsOutput)
    .query(async ({ ctx }) => ({ items: await ctx.services.db.withTenant(ctx.actor, listFeeds) })),

  create: procedure
    .meta({ rest: { method: "POST", path: "/calendar-feeds", summary: "Make an address for your calendar program" } })
    .input(createFeedInput)
    .output(feedAddressOutput)
    .mutation(({ ctx, input }) =>
      withAddress(ctx, (token) =>
        operate(ctx, "calendarFeeds.create", input, (tenant) => createFeed(tenant, token(), input.operationId)),
      ),
    ),

  rotate: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/calendar-feeds/{id}/rotate",
        summary: "Give a feed a new address; the old one dies",
      },
    })
    .input(changeFeedInput)
    .output(feedAddressOutput)
    .mutation(({ ctx, input }) =>
      withAddress(ctx, (token) =>
        operate(ctx, "calendarFeeds.rotate", input, (tenant) =>
          rotateFeed(tenant, input.id, token(), input.operationId),
        ),
      ),
    ),

  revoke: procedure
    .meta({ rest: { method: "POST", path: "/calendar-feeds/{id}/revoke", summary: "Stop answering a feed's address" } })
    .input(changeFeedInput)
    .output(revokeFeedOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "calendarFeeds.revoke", input, (tenant) => revokeFeed(tenant, input.id, input.operationId)),
    ),
});

/** Results of operations are kept for good, and an address is not to be: it goes out beside the result, the first time alone. */
async function withAddress(ctx: CallContext, make: (token: () => string) => Promise<CalendarFeed>) {
  const given: string[] = [];
  const feed = await make(() => {
    given.push(newToken());
    return given[0]!;
  });
  const [token] = given;
  return { feed, url: token ? new URL(`/calendar/${token}.ics`, ctx.services.config.publicUrl).href : null };
}
