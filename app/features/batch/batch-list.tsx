import CircleCheck from "lucide-solid/icons/circle-check";
import CircleX from "lucide-solid/icons/circle-x";
import Clock from "lucide-solid/icons/clock";
import X from "lucide-solid/icons/x";
import { For, Match, Show, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { cn } from "~/ui/cn.ts";
import { IconButton } from "~/ui/icon-button.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { fits, type Item, meterIsRight } from "./batch-items.ts";
import type { BatchState } from "./create-batch.ts";

/** The machines of a batch, the newest first, each with its meter and with what became of it. */
export function BatchList(props: { state: BatchState; newest: string | null }) {
  return (
    <ul aria-label={t("batch.list")} class="flex flex-col gap-2">
      <For each={props.state.items()}>
        {(item) => <BatchRow item={item} state={props.state} isNewest={item.machine.humanId === props.newest} />}
      </For>
    </ul>
  );
}

function BatchRow(props: { item: Item; state: BatchState; isNewest: boolean }) {
  const format = useFormat();
  const action = () => props.state.choices().action;
  const machine = () => props.item.machine;
  const takesPart = () => fits(props.item, action());
  const isDone = () => props.item.outcome?.ok === true;
  const isStored = () => props.item.outcome?.waits === true;
  const isLocked = () => props.state.attempt() !== null || props.state.busy() || isDone() || isStored();
  const refusal = () => {
    const { outcome } = props.item;
    return outcome && !outcome.ok && !outcome.waits
      ? errorSentence({ data: { appCode: outcome.code }, message: outcome.message }, t)
      : null;
  };
  /** Why it takes no part, in the server's words where there are any. */
  const leftOut = () => {
    const blockedBy = machine().canTakeBack ? "rental.already_out" : machine().blockedBy;
    const reason = action() === "SEND_OUT" && blockedBy ? errorSentence({ data: { appCode: blockedBy } }, t) : null;
    return reason ?? t(`batch.leftOut.${action()}`);
  };
  return (
    <li
      data-machine={machine().humanId}
      class={cn(
        "rounded-md border border-line bg-surface p-3",
        props.isNewest && "border-ink",
        isDone() && "bg-green-soft",
      )}
    >
      <div class="flex items-start gap-2">
        <div class="min-w-0 flex-1">
          <p class="flex flex-wrap items-center gap-x-2 gap-y-1 font-bold">
            {machine().humanId}
            <Show when={!isDone()}>
              <StatusBadge status={machine().status} />
            </Show>
          </p>
          <p class="text-sm text-muted [overflow-wrap:anywhere]">
            {`${machine().make} ${machine().model}`}
            <Show when={machine().standsAt}>{(site) => ` · ${site().name}`}</Show>
          </p>
        </div>
        <Switch
          fallback={
            <IconButton
              label={t("batch.remove", { humanId: machine().humanId })}
              disabled={isLocked()}
              onClick={() => props.state.remove(machine().humanId)}
            >
              <X aria-hidden="true" />
            </IconButton>
          }
        >
          <Match when={isDone()}>
            <Badge tone="green" icon={<CircleCheck aria-hidden="true" />}>
              {t("batch.outcome.done")}
            </Badge>
          </Match>
          <Match when={isStored()}>
            <Badge tone="amber" icon={<Clock aria-hidden="true" />}>
              {t("batch.outcome.waits")}
            </Badge>
          </Match>
        </Switch>
      </div>
      <Switch>
        <Match when={isDone() || isStored()}>{null}</Match>
        <Match when={!takesPart()}>
          <p class="mt-2 text-sm font-medium text-amber">{leftOut()}</p>
        </Match>
        <Match when={action() !== "RESERVE"}>
          <TextField
            class="mt-2"
            label={t("batch.meter", { humanId: machine().humanId })}
            inputmode="decimal"
            autocomplete="off"
            suffix="h"
            inputClass="min-h-12 text-lg font-semibold"
            disabled={isLocked()}
            value={props.item.meter}
            error={
              meterIsRight(props.item, action())
                ? null
                : t("scan.problem.meterLow", { least: format().hours(machine().hourMeter) })
            }
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => props.state.setMeter(machine().humanId, event.currentTarget.value)}
          />
        </Match>
      </Switch>
      <Show when={refusal()}>
        {(sentence) => (
          <p role="alert" class="mt-2 flex items-start gap-1 text-sm font-medium text-red">
            <CircleX class="mt-0.5 size-4 shrink-0" aria-hidden="true" />
            {sentence()}
          </p>
        )}
      </Show>
    </li>
  );
}
