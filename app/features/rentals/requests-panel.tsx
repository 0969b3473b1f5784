import { useInfiniteQuery } from "@tanstack/solid-query";
import Inbox from "lucide-solid/icons/inbox";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Card } from "~/ui/card.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { LoadMore } from "~/ui/load-more.tsx";
import { requestsQuery } from "./rentals.queries.ts";
import { RequestRow } from "./request-row.tsx";

/** Everything that waits for an answer, newest first. */
export function RequestsPanel() {
  const query = useInfiniteQuery(() => requestsQuery());
  return (
    <Card flush>
      <Loaded query={query}>
        {(data) => (
          <Show
            when={data().pages[0]?.items.length}
            fallback={
              <EmptyState icon={<Inbox />} title={t("rentals.request.none")} hint={t("rentals.request.noneHint")} />
            }
          >
            <ul aria-label={t("rentals.tab.requests")} class="divide-y divide-line">
              <For each={data().pages.flatMap((page) => page.items)}>
                {(request) => <RequestRow request={request} linked />}
              </For>
            </ul>
            <LoadMore query={query} />
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
