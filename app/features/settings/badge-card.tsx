import { useQuery } from "@tanstack/solid-query";
import { createSignal, Show } from "solid-js";
import { isGoodPin, PIN_MAX_DIGITS } from "../../../server/domain/credentials/pin.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { ownBadgeQuery } from "./settings.queries.ts";

/** What this phone keeps for entering without signal opens by the new PIN from now on. */
async function followOnThisPhone(userId: string, badgeId: string, old: string, pin: string): Promise<void> {
  const { keepPerson, openPerson } = await import("~/lib/badge-vault/vault.ts");
  const opened = await openPerson(userId, old);
  if (opened.kind === "open") await keepPerson({ ...opened.contents, badgeId, pin });
}

/** One's own badge, for whoever carries one: its PIN is changed by who knows the old one. */
export function BadgeCard() {
  const { me } = useSession();
  const badge = useQuery(ownBadgeQuery);
  const found = () => (badge.isPending ? null : badge.data);
  const [open, setOpen] = createSignal(false);
  const [old, setOld] = createSignal("");
  const [fresh, setFresh] = createSignal("");
  const [again, setAgain] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const problemOf = () =>
    !isGoodPin(fresh()) ? "easy" : fresh() === old() ? "same" : fresh() !== again() ? "differs" : null;
  const digits = (label: string, value: string, set: (pin: string) => void, error: string | null, name: string) => (
    <TextField
      type="password"
      name={name}
      inputmode="numeric"
      autocomplete="off"
      maxlength={PIN_MAX_DIGITS}
      label={label}
      value={value}
      error={error}
      inputClass="min-h-14 font-mono text-lg tracking-widest"
      onInput={(event) => set(event.currentTarget.value.replaceAll(/\D/g, ""))}
    />
  );
  async function send(operationId: string) {
    const [pin, newPin] = [old(), fresh()];
    const { id } = await client.credentials.changePin.mutate({ operationId, pin, newPin });
    await followOnThisPhone(me().user.id, id, pin, newPin).catch(() => undefined);
    toast.success(t("settings.badge.changed"));
    setOpen(false);
    await trpc.credentials.ownBadge.invalidate();
  }
  const freshError = () => {
    const problem = tried() ? problemOf() : null;
    return problem === "easy" || problem === "same" ? t(`settings.badge.problem.${problem}`) : null;
  };
  return (
    <Show when={found()}>
      {(mine) => (
        <Card
          title={t("settings.badge.title")}
          actions={
            <Button size="sm" disabled={mine().locked} onClick={() => setOpen(true)}>
              {t("settings.badge.change")}
            </Button>
          }
        >
          <p class="text-sm text-muted">
            {t(mine().locked ? "settings.badge.locked" : "settings.badge.hint", { number: mine().numberHint })}
          </p>
          <FormDialog
            open={open()}
            onClose={() => setOpen(false)}
            title={t("settings.badge.change")}
            submit={t("settings.badge.save")}
            onOpen={() => {
              for (const set of [setOld, setFresh, setAgain]) set("");
              setTried(false);
            }}
            check={() => {
              setTried(true);
              return old() !== "" && problemOf() === null;
            }}
            onSend={send}
          >
            {digits(
              t("settings.badge.old"),
              old(),
              setOld,
              tried() && old() === "" ? t("settings.badge.problem.old") : null,
              "old-pin",
            )}
            {digits(t("settings.badge.new"), fresh(), setFresh, freshError(), "fresh-pin")}
            {digits(
              t("settings.badge.again"),
              again(),
              setAgain,
              tried() && problemOf() === "differs" ? t("settings.badge.problem.differs") : null,
              "fresh-pin-again",
            )}
          </FormDialog>
        </Card>
      )}
    </Show>
  );
}
