import {
  answerRequestInput,
  incomingRequestsOutput,
  listRequestsInput,
  listRequestsOutput,
  openSitesInput,
  ourDealersOutput,
  relationInput,
  relationOutput,
  relationRequestSchema,
  requestAnsweredOutput,
  requestRelationInput,
  sitesOpenedOutput,
  withdrawRequestInput,
} from "../../domain/iam/relations.ts";
import { operate } from "../../operate.ts";
import { procedure, router } from "../../trpc.ts";
import { answerRequest } from "./answer-request.ts";
import { endRelation } from "./end-relation.ts";
import { listRequests } from "./list-requests.ts";
import { mailDeps } from "./mail-deps.ts";
import { openSites } from "./open-sites.ts";
import { incomingRequests, ourDealers } from "./our-dealers.ts";
import { requestRelation } from "./request-relation.ts";
import { tieCustomer } from "./tie-customer.ts";
import { withdrawRequest } from "./withdraw-request.ts";

export const relationsRouter = router({
  dealers: procedure
    .meta({ rest: { method: "GET", path: "/relations/dealers", summary: "The dealers that serve you, or did" } })
    .output(ourDealersOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, ourDealers)),

  incoming: procedure
    .meta({ rest: { method: "GET", path: "/relations/incoming", summary: "Dealers that ask to serve you" } })
    .output(incomingRequestsOutput)
    .query(({ ctx }) => ctx.services.db.withTenant(ctx.actor, incomingRequests)),

  answer: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/relations/requests/{id}/answer",
        summary: "Accept or decline a dealer's request",
      },
    })
    .input(answerRequestInput)
    .output(requestAnsweredOutput)
    .mutation(({ ctx, input }) => operate(ctx, "relations.answer", input, (tenant) => answerRequest(tenant, input))),

  openSites: procedure
    .meta({
      rest: { method: "POST", path: "/relations/sites", summary: "Open your sites to a dealer that serves you" },
    })
    .input(openSitesInput)
    .output(sitesOpenedOutput)
    .mutation(({ ctx, input }) => operate(ctx, "relations.openSites", input, (tenant) => openSites(tenant, input))),

  requests: procedure
    .meta({ rest: { method: "GET", path: "/relations/requests", summary: "What your dealer has asked customers for" } })
    .input(listRequestsInput)
    .output(listRequestsOutput)
    .query(({ ctx, input }) =>
      ctx.services.db.withTenant(ctx.actor, (tenant) => listRequests(tenant, input, new Date())),
    ),

  request: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/relations/requests",
        summary: "Ask an existing customer to let your dealer serve it",
      },
    })
    .input(requestRelationInput)
    .output(relationRequestSchema)
    .mutation(({ ctx, input }) =>
      operate(ctx, "relations.request", input, (tenant) => requestRelation(tenant, mailDeps(ctx), input, new Date())),
    ),

  withdraw: procedure
    .meta({ rest: { method: "POST", path: "/relations/requests/{id}/withdraw", summary: "Take a request back" } })
    .input(withdrawRequestInput)
    .output(requestAnsweredOutput)
    .mutation(({ ctx, input }) =>
      operate(ctx, "relations.withdraw", input, (tenant) => withdrawRequest(tenant, input)),
    ),

  end: procedure
    .meta({
      rest: { method: "POST", path: "/relations/end", summary: "End what a dealer and a customer have together" },
    })
    .input(relationInput)
    .output(relationOutput)
    .mutation(({ ctx, input }) => operate(ctx, "relations.end", input, (tenant) => endRelation(tenant, input))),

  tie: procedure
    .meta({
      rest: {
        method: "POST",
        path: "/relations",
        summary: "Let a dealer serve an existing customer, for headquarters",
      },
    })
    .input(relationInput)
    .output(relationOutput)
    .mutation(({ ctx, input }) => operate(ctx, "relations.tie", input, (tenant) => tieCustomer(tenant, input))),
});
