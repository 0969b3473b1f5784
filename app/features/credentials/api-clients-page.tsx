import { useInfiniteQuery } from "@tanstack/solid-query";
import KeyRound from "lucide-solid/icons/key-round";
import Plus from "lucide-solid/icons/plus";
import Trash from "lucide-solid/icons/trash";
import { createSignal, Match, Show, Switch } from "solid-js";
import type { Format } from "~/lib/format.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Badge } from "~/ui/badge.tsx";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { type Column, DataTable } from "~/ui/data-table.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { toast } from "~/ui/toast.tsx";
import { type ApiClient, clientsQuery } from "./credentials.queries.ts";
import { CreateClientDialog } from "./create-client-dialog.tsx";
import { KeyDialog } from "./key-dialog.tsx";

type State = "active" | "expired" | "revoked";

function stateOf({ revokedAt, expiresAt }: ApiClient): State {
  if (revokedAt) return "revoked";
  return expiresAt && new Date(expiresAt).getTime() <= Date.now() ? "expired" : "active";
}

/** When a key ends, or has ended. */
function endWord({ revokedAt, expiresAt }: ApiClient, format: Format): string {
  if (revokedAt) return t("credentials.clients.revokedOn", { date: format.date(revokedAt) });
  if (!expiresAt) return t("credentials.create.days.never");
  return t("credentials.clients.expires", { date: format.date(expiresAt) });
}

const columns = (format: Format, onRevoke: (row: ApiClient) => void): Column<ApiClient>[] => [
  {
    id: "name",
    header: t("credentials.clients.column.name"),
    class: "max-w-xs",
    cell: (row) => <span class="font-semibold break-words">{row.name}</span>,
  },
  {
    id: "key",
    header: t("credentials.clients.column.key"),
    cell: (row) => <code class="font-mono text-sm">{`${row.keyPrefix}…`}</code>,
  },
  { id: "role", header: t("credentials.clients.column.role"), cell: (row) => t(`common.role.${row.role}`) },
  {
    id: "scopes",
    header: t("credentials.clients.column.scopes"),
    cell: (row) => (
      <span title={row.scopes.join(", ")}>
        {row.scopes.length <= 2 ? row.scopes.join(", ") : t("credentials.clients.scopes", row.scopes.length)}
      </span>
    ),
  },
  {
    id: "used",
    header: t("credentials.clients.column.used"),
    cell: (row) => (row.lastUsedAt ? format.dateTime(row.lastUsedAt) : t("credentials.clients.never")),
  },
  {
    id: "state",
    header: t("credentials.clients.column.state"),
    card: "badge",
    cell: (row) => (
      <Badge tone={stateOf(row) === "active" ? "green" : "grey"}>
        {t(`credentials.clients.state.${stateOf(row)}`)}
      </Badge>
    ),
  },
  { id: "ends", header: t("credentials.create.expires"), cell: (row) => endWord(row, format) },
  {
    id: "revoke",
    header: t("credentials.clients.column.actions"),
    align: "end",
    cell: (row) => (
      <Show when={stateOf(row) !== "revoked"}>
        <IconButton label={t("credentials.clients.revoke", { name: row.name })} onClick={() => onRevoke(row)}>
          <Trash aria-hidden="true" />
        </IconButton>
      </Show>
    ),
  },
];

/** Programs of the organisation, with their keys and what these allow. */
export function ApiClientsPage() {
  const format = useFormat();
  const query = useInfiniteQuery(() => clientsQuery());
  const rows = () => (query.isPending ? [] : (query.data?.pages.flatMap((page) => page.items) ?? []));
  const [creating, setCreating] = createSignal(false);
  const [made, setMade] = createSignal<{ key: string | null } | null>(null);
  const [revoking, setRevoking] = createSignal<ApiClient | null>(null);
  const create = () => (
    <Button variant="primary" onClick={() => setCreating(true)}>
      <Plus aria-hidden="true" />
      {t("credentials.clients.create")}
    </Button>
  );
  async function revoke(operationId: string) {
    await client.credentials.revokeClient.mutate({ operationId, id: revoking()!.id });
    toast.success(t("credentials.clients.revoked"));
    setRevoking(null);
    await trpc.credentials.clients.invalidate();
  }
  return (
    <>
      <PageHeader
        title={t("credentials.clients.title")}
        description={
          <>
            {t("credentials.clients.hint")}{" "}
            <a href="/api/docs" rel="external" class="font-medium underline underline-offset-4">
              {t("credentials.clients.docs")}
            </a>
          </>
        }
        actions={create()}
      />
      <Card flush>
        <Switch>
          <Match when={query.isError && rows().length === 0}>
            <ErrorState error={query.error} onRetry={() => void query.refetch()} busy={query.isFetching} />
          </Match>
          <Match when={true}>
            <DataTable
              caption={t("credentials.clients.title")}
              columns={columns(format(), setRevoking)}
              rows={rows()}
              rowId={({ id }) => id}
              loading={query.isPending}
              empty={
                <EmptyState
                  icon={<KeyRound />}
                  title={t("credentials.clients.none")}
                  hint={t("credentials.clients.noneHint")}
                />
              }
            />
            <LoadMore query={query} />
          </Match>
        </Switch>
      </Card>
      <CreateClientDialog
        open={creating()}
        onClose={() => setCreating(false)}
        onCreated={(key) => {
          setCreating(false);
          setMade({ key });
        }}
      />
      <KeyDialog made={made()} onClose={() => setMade(null)} />
      <ConfirmDialog
        open={revoking() !== null}
        onClose={() => setRevoking(null)}
        title={t("credentials.clients.revokeTitle", { name: revoking()?.name ?? "" })}
        hint={t("credentials.clients.revokeHint")}
        action={t("credentials.clients.revokeAction")}
        danger
        onConfirm={revoke}
      />
    </>
  );
}
