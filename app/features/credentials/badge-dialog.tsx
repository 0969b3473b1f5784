import { useMutation, useQuery } from "@tanstack/solid-query";
import { createEffect, createSignal, Match, on, Show, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { DefinitionList } from "~/ui/definition-list.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { toast } from "~/ui/toast.tsx";
import type { Holder } from "./badge-desk-state.ts";
import { type Badge, badgeQuery, type IssuedBadge } from "./credentials.queries.ts";
import { isGoodPin } from "../../../server/domain/credentials/pin.ts";
import { PinField, suggestedPin } from "./pin-field.tsx";

type Step = "issue" | "pin" | "unlock" | "revoke";

function Facts(props: { badge: Badge }) {
  const format = useFormat();
  return (
    <DefinitionList
      items={[
        { term: t("credentials.badge.number"), value: props.badge.numberHint },
        { term: t("credentials.badge.issued"), value: format().dateTime(props.badge.issuedAt) },
        {
          term: t("credentials.badge.used"),
          value: props.badge.lastUsedAt ? format().dateTime(props.badge.lastUsedAt) : t("credentials.badge.neverUsed"),
        },
        {
          term: t("credentials.badge.state"),
          value: t(props.badge.locked ? "credentials.badge.locked" : "credentials.badge.active"),
        },
      ]}
    />
  );
}

/** A member's badge: issue it, give it another PIN, unlock or revoke it. */
export function BadgeDialog(props: {
  holder: Holder | null;
  onClose: () => void;
  onIssued: (issued: IssuedBadge, pin: string) => void;
}) {
  const badges = useQuery(() => badgeQuery(props.holder?.userId ?? "", props.holder !== null));
  const badge = () => (badges.isPending ? undefined : badges.data?.items[0]);
  const [step, setStep] = createSignal<Step | null>(null);
  const [pin, setPin] = createSignal("");
  const [checked, setChecked] = createSignal(false);
  let operationId = "";

  const act = useMutation(() => ({
    mutationFn: async (wanted: Step) => {
      const id = badge()?.id ?? "";
      if (wanted === "issue") {
        const issued = await client.credentials.issueBadge.mutate({
          operationId,
          userId: props.holder!.userId,
          pin: pin(),
        });
        props.onIssued(issued, pin());
      } else if (wanted === "revoke") {
        await client.credentials.revokeBadge.mutate({ operationId, id });
        toast.success(t("credentials.badge.revoked"));
      } else {
        await client.credentials.resetBadge.mutate({
          operationId,
          id,
          ...(wanted === "pin" ? { pin: pin() } : {}),
        });
        toast.success(t(wanted === "pin" ? "credentials.badge.newPinSet" : "credentials.badge.unlocked"));
      }
    },
    onSuccess: async () => {
      setStep(null);
      await trpc.credentials.badges.invalidate();
    },
  }));
  function begin(next: Step | null) {
    operationId = crypto.randomUUID();
    act.reset();
    setChecked(false);
    setPin(next === "issue" || next === "pin" ? suggestedPin() : "");
    setStep(next);
  }
  createEffect(
    on(
      () => props.holder,
      () => begin(null),
    ),
  );
  const asksPin = () => step() === "issue" || step() === "pin";
  function go() {
    setChecked(true);
    if (!act.isPending && (!asksPin() || isGoodPin(pin()))) act.mutate(step()!);
  }

  const choices = () => (
    <>
      <Show
        when={badge()}
        fallback={
          <Button variant="primary" onClick={() => begin("issue")}>
            {t("credentials.badge.issue")}
          </Button>
        }
      >
        {(found) => (
          <>
            <Button class="text-red" onClick={() => begin("revoke")}>
              {t("credentials.badge.revoke")}
            </Button>
            <Button onClick={() => begin("issue")}>{t("credentials.badge.reissue")}</Button>
            <Button onClick={() => begin("pin")}>{t("credentials.badge.newPin")}</Button>
            <Show when={found().locked}>
              <Button variant="primary" busy={act.isPending} onClick={() => act.mutate("unlock")}>
                {t("credentials.badge.unlock")}
              </Button>
            </Show>
          </>
        )}
      </Show>
    </>
  );
  const confirm = () => (
    <>
      <Button onClick={() => begin(null)}>{t("common.action.cancel")}</Button>
      <Button variant={step() === "revoke" ? "danger" : "primary"} busy={act.isPending} onClick={go}>
        {t(
          step() === "revoke"
            ? "credentials.badge.revoke"
            : step() === "pin"
              ? "credentials.badge.newPin"
              : "credentials.badge.issue",
        )}
      </Button>
    </>
  );

  return (
    <Dialog
      open={props.holder !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t(step() === "revoke" ? "credentials.badge.revokeTitle" : "credentials.badge.title", {
        name: props.holder?.name ?? "",
      })}
      initialFocus="title"
      actions={
        <Show when={step()} fallback={<Show when={!badges.isPending && !badges.isError}>{choices()}</Show>}>
          {confirm()}
        </Show>
      }
    >
      <Switch>
        <Match when={step() === "revoke"}>
          <p>{t("credentials.badge.revokeHint")}</p>
        </Match>
        <Match when={asksPin()}>
          <form
            novalidate
            onSubmit={(event) => {
              event.preventDefault();
              go();
            }}
          >
            <Show when={step() === "issue" && badge()}>
              <p class="mb-4 text-sm">{t("credentials.badge.reissueHint")}</p>
            </Show>
            <PinField name={props.holder?.name ?? ""} pin={pin()} onChange={setPin} checked={checked()} />
          </form>
        </Match>
        <Match when={true}>
          <Loaded query={badges}>
            {(found) => (
              <Show
                when={found().items[0]}
                fallback={
                  <div class="flex flex-col gap-2">
                    <p class="font-semibold">{t("credentials.badge.none", { name: props.holder?.name ?? "" })}</p>
                    <p class="text-sm text-muted">{t("credentials.badge.noneHint")}</p>
                  </div>
                }
              >
                {(only) => <Facts badge={only()} />}
              </Show>
            )}
          </Loaded>
        </Match>
      </Switch>
      <Show when={act.isError}>
        <p role="alert" class="mt-3 text-sm font-medium text-red">
          {errorSentence(act.error, t)}
        </p>
      </Show>
    </Dialog>
  );
}
