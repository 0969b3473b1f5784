import { useSearchParams } from "@solidjs/router";
import { useInfiniteQuery } from "@tanstack/solid-query";
import InboxIcon from "lucide-solid/icons/inbox";
import SlidersHorizontal from "lucide-solid/icons/sliders-horizontal";
import { createMemo, For, Match, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { PageHeader } from "~/ui/page-header.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { toast } from "~/ui/toast.tsx";
import { createOperation } from "../tasks/create-operation.ts";
import { NotificationRow } from "./notification-row.tsx";
import { markAlertRead, notificationsQuery } from "./notifications.queries.ts";

type Shown = "unread" | "all";

/** What one was told, newest first. */
export function NotificationsPage() {
  const [search, setSearch] = useSearchParams<{ show?: string }>();
  const shown = (): Shown => (search.show === "all" ? "all" : "unread");
  const told = useInfiniteQuery(() => notificationsQuery(shown() === "unread"));
  const rows = createMemo(() => (told.isPending ? [] : (told.data?.pages.flatMap((page) => page.items) ?? [])));
  const hasUnread = () => rows().some(({ readAt }) => readAt === null);
  const markAll = createOperation({
    // What comes while the person reads stays unread.
    send: (input: { until: string }, sent) => client.notifications.markRead.mutate({ ...input, ...sent }),
    onDone: () => trpc.notifications.invalidate(),
  });
  function readAll() {
    const [newest] = rows();
    if (newest)
      markAll.mutate({ until: newest.createdAt }, { onError: (error) => toast.error(errorSentence(error, t)) });
  }
  return (
    <>
      <PageHeader
        title={t("notifications.title")}
        description={t("notifications.hint")}
        actions={
          <ButtonLink href="/notifications/settings">
            <SlidersHorizontal aria-hidden="true" />
            {t("notifications.settingsLink")}
          </ButtonLink>
        }
      />
      <div class="mb-4 flex flex-wrap items-center justify-between gap-3">
        <SegmentedControl<Shown>
          label={t("notifications.filter")}
          value={shown()}
          onChange={(next) => setSearch({ show: next === "all" ? next : null }, { replace: true })}
          options={[
            { value: "unread", label: t("notifications.unreadOnly") },
            { value: "all", label: t("notifications.all") },
          ]}
        />
        <Button disabled={!hasUnread()} busy={markAll.isPending} onClick={readAll}>
          {t("notifications.markAll")}
        </Button>
      </div>
      <Card flush>
        <Switch>
          <Match when={told.isPending}>
            <SkeletonRows rows={6} />
          </Match>
          <Match when={told.isError && rows().length === 0}>
            <ErrorState error={told.error} busy={told.isFetching} onRetry={() => void told.refetch()} />
          </Match>
          <Match when={rows().length === 0}>
            <EmptyState
              icon={<InboxIcon />}
              title={t(shown() === "unread" ? "notifications.emptyUnread" : "notifications.emptyAll")}
              hint={t("notifications.emptyUnreadHint")}
            />
          </Match>
          <Match when={true}>
            <ul aria-label={t("notifications.list")} class="divide-y divide-line">
              <For each={rows()}>
                {(each) => (
                  <NotificationRow
                    notification={each}
                    onRead={() => void markAlertRead(each.alert.id).catch(() => undefined)}
                  />
                )}
              </For>
            </ul>
            <LoadMore query={told} />
          </Match>
        </Switch>
      </Card>
    </>
  );
}
