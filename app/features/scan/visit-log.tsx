import { A } from "@solidjs/router";
import Truck from "lucide-solid/icons/truck";
import Undo2 from "lucide-solid/icons/undo-2";
import { For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { type Done, doneBy } from "./visit.ts";

/** What was done since the app was opened, newest first. */
export function VisitLog(props: { owner: string }) {
  const format = useFormat();
  const text = ({ action, rental }: Done) => {
    if (action === "SEND_OUT") return t("scan.log.out", { site: rental.siteName ?? t("common.state.unknown") });
    return rental.hours === null
      ? t("scan.log.backPlain")
      : t("scan.log.back", { hours: format().hours(rental.hours) });
  };
  return (
    <Show when={doneBy(props.owner).length > 0}>
      <Card title={t("scan.log.title")} flush>
        <ul class="divide-y divide-line">
          <For each={doneBy(props.owner)}>
            {(entry) => (
              <li class="flex items-center gap-3 px-4 py-3">
                <Show
                  when={entry.action === "SEND_OUT"}
                  fallback={<Undo2 class="size-5 shrink-0 text-green" aria-hidden="true" />}
                >
                  <Truck class="size-5 shrink-0 text-green" aria-hidden="true" />
                </Show>
                <div class="min-w-0 flex-1">
                  <A href={`/fleet/${entry.rental.humanId}`} class="font-semibold underline-offset-4 hover:underline">
                    {entry.rental.humanId}
                  </A>
                  <p class="text-sm break-words text-muted">{text(entry)}</p>
                </div>
                <time datetime={entry.at} class="text-sm whitespace-nowrap text-muted">
                  {format().time(entry.at, entry.rental.siteTimeZone ?? undefined)}
                </time>
              </li>
            )}
          </For>
        </ul>
      </Card>
    </Show>
  );
}
