import { useMutation, useQuery } from "@tanstack/solid-query";
import Check from "lucide-solid/icons/check";
import { For, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Avatar } from "~/ui/avatar.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { toast } from "~/ui/toast.tsx";
import { incomingQuery, type IncomingRequest, refreshOrganizations } from "./organizations.queries.ts";

type Answer = { request: IncomingRequest; decision: "accept" | "decline" };

/** Dealers that ask to serve the customer, each to be accepted or declined; nothing where none asks. */
export function IncomingRequests() {
  const format = useFormat();
  const { can } = useSession();
  const query = useQuery(incomingQuery);
  const answer = useMutation(() => ({
    mutationFn: ({ request, decision }: Answer) =>
      client.relations.answer.mutate({ operationId: crypto.randomUUID(), id: request.id, decision }),
    onSuccess: async (_answered, { request, decision }) => {
      toast.success(
        decision === "accept"
          ? t("organizations.ours.accepted", { dealer: request.dealerName })
          : t("organizations.ours.declined"),
      );
      await refreshOrganizations();
    },
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  const requests = () => (query.isSuccess ? query.data.items : []);
  const busy = (request: IncomingRequest, decision: Answer["decision"]) =>
    answer.isPending && answer.variables?.request.id === request.id && answer.variables.decision === decision;
  return (
    <Show when={requests().length > 0}>
      <Card title={t("organizations.ours.incoming")} flush class="mb-6">
        <ul class="divide-y divide-line">
          <For each={requests()}>
            {(request) => (
              <li class="flex flex-col gap-4 p-4 md:flex-row md:items-start">
                <Avatar name={request.dealerName} square class="hidden size-10 md:inline-grid" />
                <div class="min-w-0 flex-1">
                  <p class="font-bold break-words">{t("organizations.ours.asks", { dealer: request.dealerName })}</p>
                  <p class="text-sm break-words text-muted">
                    {t("organizations.ours.to", { email: request.email, time: format().relative(request.requestedAt) })}
                  </p>
                  <Show when={request.message}>
                    <blockquote class="mt-2 border-s-4 border-line ps-3 break-words whitespace-pre-wrap">
                      {request.message}
                    </blockquote>
                  </Show>
                  <p class="mt-2 max-w-prose text-sm text-muted">{t("organizations.ours.consent")}</p>
                </div>
                <Show when={can("relations.answer")}>
                  <div class="flex gap-2 max-md:*:flex-1">
                    <Button
                      disabled={answer.isPending}
                      busy={busy(request, "decline")}
                      onClick={() => answer.mutate({ request, decision: "decline" })}
                    >
                      {t("organizations.ours.decline")}
                    </Button>
                    <Button
                      variant="primary"
                      disabled={answer.isPending}
                      busy={busy(request, "accept")}
                      onClick={() => answer.mutate({ request, decision: "accept" })}
                    >
                      <Check aria-hidden="true" />
                      {t("organizations.ours.accept")}
                    </Button>
                  </div>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}
