import { A } from "@solidjs/router";
import { useQuery } from "@tanstack/solid-query";
import { For, Show } from "solid-js";
import type { AssetRow } from "~/features/assets/assets.queries.ts";
import { dueWord } from "~/features/assets/map-machines.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { dueBy, dueNext } from "./home.queries.ts";

const shown = 6;

/** Machines with what is due: number, place, how late. */
function DueRows(props: { machines: readonly AssetRow[] }) {
  const format = useFormat();
  // Its hour is past but the day at the site is not: "5 hours ago" would read as late.
  const whenDue = (machine: AssetRow, dueAt: string) =>
    dueWord(machine) === "DUE_SOON" && Date.parse(dueAt) < Date.now()
      ? format().time(dueAt, machine.siteTimeZone ?? undefined)
      : format().relative(dueAt);
  return (
    <ul class="divide-y divide-line">
      <For each={props.machines}>
        {(machine) => (
          <li class="relative flex flex-wrap items-center gap-x-3 px-4 py-3 hover:bg-hover">
            <div class="min-w-0 flex-1 basis-32">
              <A href={`/fleet/${machine.humanId}`} class="font-semibold after:absolute after:inset-0">
                {machine.humanId}
              </A>
              <span class="block truncate text-sm text-muted sm:inline">
                {" "}
                {machine.make} {machine.model}
              </span>
              <p class="truncate text-sm text-muted">{machine.siteName ?? t("assets.unplaced")}</p>
            </div>
            <div class="shrink-0 text-end text-sm">
              <Show when={dueWord(machine)}>{(status) => <StatusBadge status={status()} />}</Show>
              <Show when={machine.dueAt}>
                {(dueAt) => (
                  <time
                    datetime={dueAt()}
                    class="block"
                    title={format().dateTime(dueAt(), machine.siteTimeZone ?? undefined)}
                  >
                    {whenDue(machine, dueAt())}
                  </time>
                )}
              </Show>
            </div>
          </li>
        )}
      </For>
    </ul>
  );
}

/** What is overdue and what is due within a day; latest first. */
export function DueCard() {
  const overdue = useQuery(() => dueBy("OVERDUE", shown));
  const soon = useQuery(() => dueBy("DUE_SOON", shown));
  const late = () => (overdue.isSuccess ? overdue.data.items : []);
  return (
    <Card
      title={t("home.due.overdue")}
      flush
      actions={
        <A href="/fleet?due=OVERDUE&sort=dueAt" class="text-sm font-semibold underline-offset-2 hover:underline">
          {t("home.due.all")}
        </A>
      }
    >
      <Loaded query={overdue}>{() => <DueRows machines={late()} />}</Loaded>
      <Loaded query={soon}>
        {(data) => (
          <Show
            when={data().items.length > 0}
            fallback={
              <Show when={late().length === 0}>
                <p class="px-4 py-6 text-center text-sm text-muted">{t("home.due.none")}</p>
              </Show>
            }
          >
            <h3 class="border-y border-line bg-sunken px-4 py-2 text-xs font-semibold text-muted">
              {t("home.due.soon")}
            </h3>
            <DueRows machines={data().items} />
          </Show>
        )}
      </Loaded>
    </Card>
  );
}

/** The rentals that end next. */
export function DueNextCard(props: { title: string; empty: string; limit?: number }) {
  const query = useQuery(() => dueNext(props.limit ?? shown));
  return (
    <Card
      title={props.title}
      flush
      actions={
        <A href="/fleet?status=ON_RENT&sort=dueAt" class="text-sm font-semibold underline-offset-2 hover:underline">
          {t("home.due.all")}
        </A>
      }
    >
      <Loaded query={query}>
        {(data) => (
          <Show
            when={data().items.length > 0}
            fallback={<p class="px-4 py-6 text-center text-sm text-muted">{props.empty}</p>}
          >
            <DueRows machines={data().items} />
          </Show>
        )}
      </Loaded>
    </Card>
  );
}
