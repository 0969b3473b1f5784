import { A } from "@solidjs/router";
import ScanLine from "lucide-solid/icons/scan-line";
import ShieldCheck from "lucide-solid/icons/shield-check";
import { createEffect, createSignal, Match, onCleanup, Show, Switch } from "solid-js";
import { locale, t } from "~/lib/i18n.ts";
import { errorSentence, isNetworkError } from "~/lib/errors.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { Badge } from "~/ui/badge.tsx";
import { Button, ButtonLink } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { ErrorState } from "~/ui/error-state.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { StatusBadge } from "~/ui/status-badge.tsx";
import { MachineEntries } from "../assets/machine-entries.tsx";
import { createHandOver } from "./create-hand-over.ts";
import { DonePanel } from "./done-panel.tsx";
import type { Draft, HandOverAction, Machine } from "./draft.ts";
import { HandOverActions } from "./hand-over-actions.tsx";
import { SendOutFields, TakeBackFields } from "./hand-over-fields.tsx";
import type { PositionState } from "./position-watch.ts";
import type { Presenting } from "./scan.queries.ts";
import { StoredPanel } from "./stored-panel.tsx";
import { UnknownMachine } from "./unknown-machine.tsx";

/** How long the confirmation stays when nobody touches it. */
const CLOSES_AFTER_MS = 6_000;

export interface Target {
  by: Presenting;
  /** The label's signature was verified on this device. */
  checked: boolean;
  resumed: Draft | null;
}

interface MachineSheetProps {
  target: Target;
  position: PositionState;
  onAskPosition: () => void;
  onClose: () => void;
  /** The hand-over that was just sent was a mistake: the opposite one of the same machine. */
  onReverse: (humanId: string) => void;
}

function Facts(props: { machine: Machine; checked: boolean; known: boolean }) {
  const format = useFormat();
  return (
    <div class="mb-4 flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <Show when={props.known} fallback={<Badge tone="amber">{t("scan.unknown.badge")}</Badge>}>
        <StatusBadge status={props.machine.status} />
      </Show>
      <Show when={props.checked}>
        <Badge tone="green" icon={<ShieldCheck aria-hidden="true" />}>
          {t("scan.sheet.checked")}
        </Badge>
      </Show>
      <Show when={props.known}>
        <span class="text-muted">
          {t("scan.sheet.meterNow")} <strong class="text-ink">{format().hours(props.machine.hourMeter)}</strong>
        </span>
      </Show>
      <Show when={props.machine.standsAt}>
        {(site) => (
          <span class="min-w-0 break-words text-muted">
            {t("scan.sheet.at", { site: site().name })}
            <Show when={props.machine.rental}>
              {(rental) => (
                <>{`, ${t("scan.sheet.due", { time: format().dateTime(rental().dueAt, site().timeZone) })}`}</>
              )}
            </Show>
          </span>
        )}
      </Show>
    </div>
  );
}

function Blocked(props: { machine: Machine }) {
  // The reason is an error's code: its sentence is the one for that error.
  const reason = () =>
    errorSentence({ data: { appCode: props.machine.blockedBy }, message: t("scan.sheet.blocked") }, t);
  return (
    <p role="alert" class="rounded-md border border-amber-line bg-amber-soft p-4 font-semibold text-amber">
      {reason()}
    </p>
  );
}

/** The sheet over the running camera: the machine and the one action that fits it. */
export function MachineSheet(props: MachineSheetProps) {
  const format = useFormat();
  const { can } = useSession();
  const decimalMark = format().number(0.5, 1).replaceAll(/\d/g, "") || ".";
  const handOver = createHandOver({
    // oxlint-disable-next-line solid/reactivity -- one sheet is about one machine from opening to closing
    by: props.target.by,
    // oxlint-disable-next-line solid/reactivity -- as above
    resumed: props.target.resumed,
    position: () => props.position,
    decimalMark,
  });
  const machine = () => handOver.draft()?.machine ?? (handOver.present.isPending ? undefined : handOver.present.data);
  /** Where this device did not have the keys yet the server has judged the label before it showed the machine. */
  /** The server has looked and said no: there is nothing to be entered past it. */
  const isRefused = () => handOver.present.isError && !isNetworkError(handOver.present.error);
  const checked = () => props.target.checked || ("label" in props.target.by && handOver.present.isSuccess);
  const title = () =>
    machine()?.humanId ?? ("humanId" in props.target.by ? props.target.by.humanId : t("scan.sheet.looking"));
  /** The trade's word stands beside the plain one on the button. */
  const description = () => {
    const found = machine();
    const action = handOver.draft()?.action;
    const term = action && t(action === "SEND_OUT" ? "scan.out.term" : "scan.back.term");
    return found && [`${found.make} ${found.model}`.trim(), term].filter(Boolean).join(" · ");
  };
  const fieldProps = (draft: Draft) => ({
    handOver,
    draft,
    get position() {
      return props.position.kind;
    },
    onAskPosition: () => props.onAskPosition(),
    decimalMark,
  });

  const stored = () => handOver.stored();
  const accepted = () => {
    const { state, rental, draft } = stored() ?? {};
    return state === "accepted" && rental && draft ? { rental, draft } : null;
  };
  const isDone = () => stored() !== null && stored()?.state !== "sending";
  const mayEnter = (action: HandOverAction) => can(action === "SEND_OUT" ? "rentals.checkOut" : "rentals.checkIn");
  const [otherwise, setOtherwise] = createSignal(false);

  // The confirmation makes way for the next machine by itself, unless somebody is reading or pressing.
  let closing: ReturnType<typeof setTimeout> | undefined;
  const stay = () => clearTimeout(closing);
  createEffect(() => {
    // What only waits may be taken back: that is read for longer.
    if (isDone()) closing = setTimeout(() => props.onClose(), CLOSES_AFTER_MS);
  });
  onCleanup(stay);

  const leave = async () => {
    await handOver.flush();
    props.onClose();
  };

  return (
    <Dialog
      open
      kind="sheet"
      initialFocus="title"
      onOpenChange={(open) => !open && !handOver.busy() && void leave()}
      title={title()}
      description={description()}
      actions={
        <Switch
          fallback={
            <Button size="field" onClick={() => props.onClose()}>
              {t("scan.sheet.close")}
            </Button>
          }
        >
          <Match when={stored()}>
            <Button
              variant="primary"
              size="field"
              ref={(button) => queueMicrotask(() => button.focus())}
              onClick={() => props.onClose()}
            >
              <ScanLine aria-hidden="true" />
              {t("scan.done.next")}
            </Button>
          </Match>
          <Match when={handOver.draft()}>{(draft) => <HandOverActions handOver={handOver} draft={draft()} />}</Match>
        </Switch>
      }
    >
      <div onPointerDown={stay} onKeyDown={stay}>
        <Switch>
          <Match when={accepted()}>
            {(done) => (
              <DonePanel
                action={done().draft.action}
                rental={done().rental}
                onReverse={() => props.onReverse(done().rental.humanId)}
              />
            )}
          </Match>
          <Match when={stored()}>
            {(kept) => (
              <StoredPanel
                stored={kept()}
                siteName={kept().draft.action === "SEND_OUT" ? (handOver.chosen().site?.name ?? null) : null}
                dueAt={handOver.dueAt()?.toISOString() ?? null}
                timeZone={handOver.timeZone()}
                onTakeBack={handOver.takeBack}
              />
            )}
          </Match>
          <Match when={handOver.draft()}>
            {(draft) => (
              <>
                <Facts machine={draft().machine} checked={checked()} known={draft().known} />
                <Show when={handOver.undecided()}>
                  {(earlier) => (
                    <p
                      role="alert"
                      class="mb-4 rounded-md border border-amber-line bg-amber-soft p-3 text-sm text-amber"
                    >
                      {t("scan.stored.earlier")}{" "}
                      <A href={`/queue/${earlier().id}`} class="font-semibold underline underline-offset-4">
                        {t("scan.stored.queue")}
                      </A>
                    </p>
                  )}
                </Show>
                <Show when={handOver.staleDraft()}>
                  <p class="mb-4 text-sm text-amber">{t("scan.staleDraft")}</p>
                </Show>
                <Show
                  when={draft().action === "SEND_OUT"}
                  fallback={<TakeBackFields {...fieldProps(draft())} draft={draft()} />}
                >
                  <SendOutFields {...fieldProps(draft())} draft={draft()} />
                </Show>
                <Show when={draft().action === "TAKE_BACK"}>
                  <div class="mt-6 flex flex-wrap gap-2 border-t border-line pt-4">
                    <MachineEntries
                      humanId={draft().machine.humanId}
                      hourMeter={draft().known ? draft().machine.hourMeter : null}
                      timeZone={null}
                    />
                  </div>
                </Show>
              </>
            )}
          </Match>
          <Match when={otherwise() || (!machine() && handOver.unreachable() && !isRefused())}>
            <UnknownMachine
              humanId={machine()?.humanId ?? ("humanId" in props.target.by ? props.target.by.humanId : null)}
              genuine={props.target.checked}
              can={mayEnter}
              onChoose={handOver.enterUnknown}
            />
          </Match>
          <Match when={handOver.present.isError}>
            <ErrorState
              error={handOver.present.error}
              busy={handOver.present.isFetching}
              onRetry={() => void handOver.present.refetch()}
            />
          </Match>
          <Match when={machine()}>
            {(found) => (
              <>
                <Facts machine={found()} checked={checked()} known />
                <Blocked machine={found()} />
                <Show when={handOver.unreachable()}>
                  <Button class="mt-4" onClick={() => setOtherwise(true)}>
                    {t("scan.unknown.otherwise")}
                  </Button>
                </Show>
                <ButtonLink class="mt-4" href={`/fleet/${found().humanId}`}>
                  {t("scan.sheet.openMachine")}
                </ButtonLink>
              </>
            )}
          </Match>
          <Match when={true}>
            <SkeletonRows rows={4} class="p-0" />
          </Match>
        </Switch>
        <span class="sr-only" lang={locale()} role="status">
          {machine() && !stored() ? `${machine()!.humanId}, ${t(`common.status.${machine()!.status}`)}` : ""}
        </span>
      </div>
    </Dialog>
  );
}
