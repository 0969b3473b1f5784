import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import Info from "lucide-solid/icons/info";
import { useQuery } from "@tanstack/solid-query";
import { For, type JSX, Match, Show, Switch } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Card } from "~/ui/card.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { RefusalNotice } from "./refusal-notice.tsx";
import { availabilityQuery, type Availability } from "./reservations.queries.ts";

function Verdict(props: { good: boolean; children: JSX.Element }) {
  return (
    <p class={`flex items-center gap-2 text-lg font-bold ${props.good ? "text-green" : "text-red"}`}>
      <Show when={props.good} fallback={<CircleX class="size-6 shrink-0" aria-hidden="true" />}>
        <CircleCheck class="size-6 shrink-0" aria-hidden="true" />
      </Show>
      <span>{props.children}</span>
    </p>
  );
}

/** What is free while one is still choosing; the question is asked anew with every choice. */
export function AvailabilityCard(props: {
  wanted: Parameters<typeof availabilityQuery>[0];
  quantity: number;
  timeZone: string;
  onTakeMachine?: (humanId: string) => void;
}) {
  const format = useFormat();
  const query = useQuery(() => availabilityQuery(props.wanted));
  const found = (): Availability | undefined => (query.isPending ? undefined : query.data);
  const count = () => found()?.types.reduce((sum, line) => sum + line.free, 0) ?? 0;
  return (
    <Card title={t("reservations.free.title")}>
      <div aria-live="polite" class="flex flex-col gap-3">
        <Switch>
          <Match when={!props.wanted}>
            <p class="text-sm text-muted">{t("reservations.free.choose")}</p>
          </Match>
          <Match when={query.isError}>
            <RefusalNotice error={query.error} timeZone={props.timeZone} />
          </Match>
          <Match when={query.isPending}>
            <SkeletonRows rows={2} />
          </Match>
          <Match when={found()?.types.length === 0}>
            <p class="flex gap-2 text-sm text-muted">
              <Info class="size-5 shrink-0" aria-hidden="true" />
              {t("reservations.free.untold")}
            </p>
          </Match>
          <Match when={found()}>
            {(answer) => (
              <>
                <Verdict good={count() >= Math.max(1, props.quantity)}>
                  {count() > 0
                    ? t("reservations.free.count", count(), format().number(count()))
                    : t("reservations.free.none")}
                </Verdict>
                <For each={answer().types}>
                  {(line) => (
                    <Show
                      when={line.total !== null}
                      fallback={
                        <Show when={answer().types.length > 1}>
                          <p class="flex justify-between gap-3 text-sm">
                            <span class="min-w-0 truncate text-muted">{line.dealerName}</span>
                            <span class="tabular-nums">{format().number(line.free)}</span>
                          </p>
                        </Show>
                      }
                    >
                      <p class="text-sm text-muted">
                        {t("reservations.free.ofTotal", {
                          total: format().number(line.total ?? 0),
                          promised: format().number(line.promised ?? 0),
                        })}
                        <Show when={line.short}>
                          {(short) => (
                            <span class="block font-medium text-red">{t("reservations.free.short", short())}</span>
                          )}
                        </Show>
                      </p>
                    </Show>
                  )}
                </For>
                <Machines machines={answer().machines} total={count()} onTake={props.onTakeMachine} />
              </>
            )}
          </Match>
        </Switch>
      </div>
    </Card>
  );
}

function Machines(props: {
  machines: Availability["machines"];
  total: number;
  onTake: ((humanId: string) => void) | undefined;
}) {
  const format = useFormat();
  const rest = () => props.total - props.machines.length;
  return (
    <Show when={props.machines.length > 0}>
      <h3 class="text-sm font-semibold">{t("reservations.free.nearest")}</h3>
      <ul class="-mx-4 border-t border-line">
        <For each={props.machines}>
          {(machine) => (
            <li class="border-b border-line">
              <button
                type="button"
                class="flex min-h-12 w-full items-center gap-3 px-4 py-2 text-start hover:bg-hover"
                onClick={() => props.onTake?.(machine.humanId)}
              >
                <span class="min-w-0 flex-1">
                  <span class="block font-semibold">{machine.humanId}</span>
                  <span class="block truncate text-sm text-muted">{`${machine.make} ${machine.model}`}</span>
                </span>
                <span class="min-w-0 text-end text-sm text-muted">
                  <span class="block truncate">{machine.siteName}</span>
                  <Show when={machine.distanceM !== null}>
                    <span class="block tabular-nums">{format().distance(machine.distanceM ?? 0)}</span>
                  </Show>
                </span>
              </button>
            </li>
          )}
        </For>
      </ul>
      <Show when={rest() > 0}>
        <p class="text-sm text-muted">{t("reservations.free.more", rest(), format().number(rest()))}</p>
      </Show>
    </Show>
  );
}
