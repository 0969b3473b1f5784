import { A } from "@solidjs/router";
import MapPinned from "lucide-solid/icons/map-pinned";
import { For, Show } from "solid-js";
import { SpendCard } from "~/features/rentals/spend-card.tsx";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { cn } from "~/ui/cn.ts";
import { EmptyState } from "~/ui/empty-state.tsx";
import { AlertsCard } from "./alerts-card.tsx";
import { DueNextCard } from "./due-list.tsx";
import { FleetTiles } from "./fleet-tiles.tsx";
import type { Group, Summary } from "./home.queries.ts";

/** One site in figures; the card leads to it. */
function SiteCard(props: { group: Group }) {
  const format = useFormat();
  const figure = (label: string, value: string, alarming = false) => (
    <div>
      <dt class="text-xs text-muted">{label}</dt>
      <dd class={cn("text-xl font-bold", alarming && "text-red")}>{value}</dd>
    </div>
  );
  return (
    <li class="relative flex flex-col gap-3 rounded-lg border border-line bg-surface p-4 shadow-card hover:bg-hover">
      <A href={`/sites/${props.group.id}`} class="font-bold after:absolute after:inset-0 after:rounded-lg">
        {props.group.name}
      </A>
      <dl class="grid grid-cols-3 gap-2">
        {figure(t("home.groups.onRent"), format().number(props.group.onRent))}
        {figure(t("home.groups.overdue"), format().number(props.group.overdue), props.group.overdue > 0)}
        {figure(
          t("home.groups.idle"),
          props.group.idleRatio === null ? t("home.site.idleNone") : format().percent(props.group.idleRatio),
        )}
      </dl>
    </li>
  );
}

/** A customer's sites, and what has to go back next. */
export function SiteHome(props: { summary: Summary }) {
  return (
    <div class="flex flex-col gap-4">
      <FleetTiles summary={props.summary} own={false} />
      <section aria-labelledby="home-sites" class="flex flex-col gap-2">
        <h2 id="home-sites" class="text-base font-bold">
          {t("home.groups.SITE")}
        </h2>
        <Show
          when={props.summary.groups.length > 0}
          fallback={<EmptyState icon={<MapPinned />} title={t("home.due.nextNone")} hint={t("assets.none.hint")} />}
        >
          <ul class="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
            <For each={props.summary.groups}>{(group) => <SiteCard group={group} />}</For>
          </ul>
        </Show>
      </section>
      <SpendCard />
      <div class="grid items-start gap-4 lg:grid-cols-2">
        <DueNextCard title={t("home.due.next")} empty={t("home.due.nextNone")} />
        <AlertsCard />
      </div>
    </div>
  );
}
