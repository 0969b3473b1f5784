import { useInfiniteQuery, useMutation } from "@tanstack/solid-query";
import Handshake from "lucide-solid/icons/handshake";
import Circle from "lucide-solid/icons/circle";
import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import Clock from "lucide-solid/icons/clock";
import { type Component, type JSX, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { toast } from "~/ui/toast.tsx";
import type { Tone } from "~/ui/tone.ts";
import { type RelationRequest, requestsQuery } from "./organizations.queries.ts";

const looks: Record<RelationRequest["state"], { tone: Tone; icon: Component<{ "aria-hidden": "true" }> }> = {
  PENDING: { tone: "amber", icon: Clock },
  ACCEPTED: { tone: "green", icon: CircleCheck },
  DECLINED: { tone: "red", icon: CircleX },
  WITHDRAWN: { tone: "grey", icon: Circle },
  LAPSED: { tone: "grey", icon: Circle },
};

/** What the dealer has asked customers for, and what came of it. */
export function RequestList(props: { ask: JSX.Element }) {
  const format = useFormat();
  const { can } = useSession();
  const query = useInfiniteQuery(requestsQuery);
  const rows = () => (query.isPending ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []));
  const withdraw = useMutation(() => ({
    mutationFn: (id: string) => client.relations.withdraw.mutate({ operationId: crypto.randomUUID(), id }),
    onSuccess: async () => {
      toast.success(t("organizations.requests.withdrawn"));
      await trpc.relations.invalidate();
    },
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  const columns = (): Column<RelationRequest>[] => [
    {
      id: "email",
      header: t("organizations.requests.column.email"),
      sortValue: ({ email }) => email,
      cell: (request) => (
        <>
          <span class="font-semibold break-all">{request.email}</span>
          <span class="block max-w-prose truncate text-sm font-normal text-muted">{request.message}</span>
        </>
      ),
    },
    {
      id: "state",
      header: t("organizations.requests.column.state"),
      card: "badge",
      cell: (request) => (
        <Badge
          tone={looks[request.state].tone}
          icon={<Dynamic component={looks[request.state].icon} aria-hidden="true" />}
        >
          {t(`organizations.requests.state.${request.state}`)}
        </Badge>
      ),
    },
    {
      id: "asked",
      header: t("organizations.requests.column.asked"),
      sortValue: ({ requestedAt }) => requestedAt,
      cell: ({ requestedAt }) => format().date(requestedAt),
    },
    {
      id: "answered",
      header: t("organizations.requests.column.answered"),
      cell: ({ answeredAt }) => (answeredAt ? format().date(answeredAt) : "–"),
    },
    {
      id: "actions",
      header: t("organizations.requests.column.actions"),
      align: "end",
      class: "w-32",
      cell: (request) => (
        <Show when={request.state === "PENDING" && can("relations.withdraw")} fallback="–">
          <Button
            size="sm"
            aria-label={`${t("organizations.requests.withdraw")}: ${request.email}`}
            disabled={withdraw.isPending}
            busy={withdraw.isPending && withdraw.variables === request.id}
            onClick={() => withdraw.mutate(request.id)}
          >
            {t("organizations.requests.withdraw")}
          </Button>
        </Show>
      ),
    },
  ];
  return (
    <Switch>
      <Match when={query.isError && rows().length === 0}>
        <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
      </Match>
      <Match when={true}>
        <DataTable
          caption={t("organizations.customers.tab.requests")}
          columns={columns()}
          rows={rows()}
          rowId={({ id }) => id}
          loading={query.isPending}
          empty={
            <EmptyState
              icon={<Handshake />}
              title={t("organizations.requests.none")}
              hint={t("organizations.requests.noneHint")}
              action={props.ask}
            />
          }
        />
        <LoadMore query={query} />
      </Match>
    </Switch>
  );
}
