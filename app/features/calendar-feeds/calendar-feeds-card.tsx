import { useMutation, useQuery } from "@tanstack/solid-query";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import CalendarSync from "lucide-solid/icons/calendar-sync";
import RotateCw from "lucide-solid/icons/rotate-cw";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import type { RouterOutputs } from "~/lib/app-router.ts";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { toast } from "~/ui/toast.tsx";
import { AddressDialog } from "./address-dialog.tsx";

type Feed = RouterOutputs["calendarFeeds"]["list"]["items"][number];
type Leaving = { feed: Feed; what: "renew" | "revoke" };

/** The addresses from which the person's calendar programs read: made, renewed, revoked. */
export function CalendarFeedsCard() {
  const format = useFormat();
  const feeds = useQuery(() => trpc.calendarFeeds.list.queryOptions());
  const [address, setAddress] = createSignal<string | null>(null);
  const [leaving, setLeaving] = createSignal<Leaving | null>(null);
  // The words stay while the dialog fades out.
  const [shown, setShown] = createSignal<Leaving["what"]>("revoke");
  let operationId = crypto.randomUUID();

  const showAddress = ({ url }: { url: string | null }) => {
    operationId = crypto.randomUUID();
    void feeds.refetch();
    setLeaving(null);
    // Told once, and that answer was lost: the feed is there, its address is nobody's.
    if (url === null) toast.error(t("calendarFeeds.lost"));
    else setAddress(url);
  };
  const create = useMutation(() => ({
    mutationFn: () => client.calendarFeeds.create.mutate({ operationId }),
    onSuccess: showAddress,
    onError: (error) => toast.error(errorSentence(error, t)),
  }));
  const ask = (next: Leaving) => {
    setShown(next.what);
    setLeaving(next);
  };

  async function change(operationId: string): Promise<void> {
    const { feed, what } = leaving()!;
    if (what === "renew") return showAddress(await client.calendarFeeds.rotate.mutate({ operationId, id: feed.id }));
    await client.calendarFeeds.revoke.mutate({ operationId, id: feed.id });
    setLeaving(null);
    toast.success(t("calendarFeeds.revoked"));
    await feeds.refetch();
  }

  return (
    <Card title={t("calendarFeeds.title")} flush>
      <p class="px-4 pt-4 text-sm text-muted">{t("calendarFeeds.hint")}</p>
      <Loaded query={feeds}>
        {(list) => (
          <Show
            when={list().items.length > 0}
            fallback={
              <EmptyState
                icon={<CalendarSync />}
                title={t("calendarFeeds.empty")}
                hint={t("calendarFeeds.emptyHint")}
              />
            }
          >
            <ul aria-label={t("calendarFeeds.title")} class="divide-y divide-line">
              <For each={list().items}>
                {(feed) => {
                  const date = () => format().dateTime(feed.createdAt);
                  return (
                    <li class="flex items-center gap-2 px-4 py-3">
                      <CalendarSync class="size-5 shrink-0 text-muted" aria-hidden="true" />
                      <div class="min-w-0 flex-1">
                        <p class="font-semibold">{t("calendarFeeds.made", { date: format().date(feed.createdAt) })}</p>
                        <p class="text-sm text-muted">
                          {feed.lastFetchedAt
                            ? t("calendarFeeds.read", { time: format().relative(feed.lastFetchedAt) })
                            : t("calendarFeeds.neverRead")}
                        </p>
                      </div>
                      <IconButton
                        label={t("calendarFeeds.renewOf", { date: date() })}
                        onClick={() => ask({ feed, what: "renew" })}
                      >
                        <RotateCw aria-hidden="true" />
                      </IconButton>
                      <IconButton
                        label={t("calendarFeeds.revokeOf", { date: date() })}
                        onClick={() => ask({ feed, what: "revoke" })}
                      >
                        <Trash aria-hidden="true" />
                      </IconButton>
                    </li>
                  );
                }}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <div class="border-t border-line p-4">
        <Button busy={create.isPending} onClick={() => create.mutate()}>
          <CalendarPlus aria-hidden="true" />
          {t(feeds.isSuccess && feeds.data.items.length > 0 ? "calendarFeeds.more" : "calendarFeeds.create")}
        </Button>
      </div>
      <AddressDialog address={address()} onClose={() => setAddress(null)} />
      <ConfirmDialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        title={t(`calendarFeeds.${shown()}Title`)}
        hint={t(`calendarFeeds.${shown()}Hint`)}
        action={t(`calendarFeeds.${shown()}`)}
        danger={shown() === "revoke"}
        onConfirm={change}
      />
    </Card>
  );
}
