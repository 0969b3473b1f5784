import { A } from "@solidjs/router";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { TextArea } from "~/ui/text-field.tsx";
import type { RentalRequest } from "./rentals.queries.ts";
import { type StepCall, StepDialog } from "./step-dialog.tsx";

type Answer = "approve" | "decline" | "withdraw";

/** One request that waits for an answer, and the answers that the reader may give. */
export function RequestRow(props: { request: RentalRequest; linked?: boolean }) {
  const format = useFormat();
  const { me } = useSession();
  const [answer, setAnswer] = createSignal<Answer>("approve");
  const [open, setOpen] = createSignal(false);
  const [why, setWhy] = createSignal("");
  const zone = () => props.request.siteTimeZone ?? me().organization.timeZone;
  const time = (at: string) => format().dateTime(at, zone());
  const asked = () => {
    const { kind, askedDueAt, askedDay } = props.request;
    if (kind === "EXTEND") return t("rentals.request.extend", { time: time(askedDueAt ?? props.request.dueAt) });
    return askedDay ? t("rentals.request.callOffOn", { day: format().day(askedDay) }) : t("rentals.request.callOffNow");
  };
  const ask = (next: Answer) => {
    setAnswer(next);
    setWhy("");
    setOpen(true);
  };
  const by = () =>
    [props.request.requestedByName, props.linked && props.request.customerName, props.linked && props.request.siteName]
      .filter(Boolean)
      .join(" · ");
  async function carryOut(call: StepCall): Promise<string> {
    const input = { ...call, id: props.request.id, ...(why().trim() ? { reason: why().trim() } : {}) };
    const given = answer();
    if (given === "withdraw") await client.rentals.withdrawRequest.mutate(input);
    else await client.rentals.decideRequest.mutate({ ...input, decision: given });
    return t(`rentals.request.done.${given}`);
  }
  return (
    <li class="flex flex-col gap-3 p-4">
      <div class="min-w-0">
        <Show when={props.linked}>
          <A
            href={`/rentals/${props.request.rentalId}`}
            class="font-semibold underline-offset-2 hover:underline coarse:inline-block coarse:py-3"
          >
            {props.request.humanId}
            <span class="font-normal text-muted">{` ${props.request.make} ${props.request.model}`}</span>
          </A>
        </Show>
        <p class="font-semibold">{asked()}</p>
        <Show when={props.request.kind === "EXTEND"}>
          <p class="text-sm text-muted">{t("rentals.request.dueNow", { time: time(props.request.dueAt) })}</p>
        </Show>
        <p class="text-sm text-muted">{`${by()}, ${format().relative(props.request.requestedAt)}`}</p>
        <Show when={props.request.reason}>{(reason) => <p class="mt-1 text-sm">{`“${reason()}”`}</p>}</Show>
      </div>
      <div class="flex flex-wrap gap-2">
        <Show when={props.request.mayDecide}>
          <Button variant="primary" onClick={() => ask("approve")}>
            {t("rentals.request.approve")}
          </Button>
          <Button onClick={() => ask("decline")}>{t("rentals.request.decline")}</Button>
        </Show>
        <Show when={props.request.mayWithdraw}>
          <Button onClick={() => ask("withdraw")}>{t("rentals.request.withdraw")}</Button>
        </Show>
      </div>
      <StepDialog
        open={open()}
        onClose={() => setOpen(false)}
        title={t(`rentals.request.title.${answer()}`, { machine: props.request.humanId })}
        description={asked()}
        action={t(`rentals.request.${answer()}`)}
        danger={answer() === "decline"}
        reason={null}
        ready={answer() !== "decline" || why().trim().length >= 3}
        onSubmit={carryOut}
      >
        <TextArea
          label={t("rentals.field.reason")}
          optional={answer() !== "decline"}
          hint={answer() === "decline" ? t("rentals.request.declineHint") : undefined}
          maxLength={500}
          value={why()}
          onInput={(event) => setWhy(event.currentTarget.value)}
        />
      </StepDialog>
    </li>
  );
}
