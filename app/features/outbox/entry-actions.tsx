import { useNavigate } from "@solidjs/router";
import Pencil from "lucide-solid/icons/pencil";
import RotateCw from "lucide-solid/icons/rotate-cw";
import Trash from "lucide-solid/icons/trash";
import Undo2 from "lucide-solid/icons/undo-2";
import { createSignal, type JSX, Show } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { isDamaged, isLate, type OutboxEntry } from "~/lib/outbox/entry.ts";
import { loadOutbox } from "~/lib/outbox/load.ts";
import type { Fate } from "~/lib/outbox/outbox.ts";
import type { QueueEntry } from "~/lib/outbox/queue-state.ts";
import { Button } from "~/ui/button.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { toast } from "~/ui/toast.tsx";
import { fieldsOf } from "./entry-fields.ts";

/** Keep, change or discard: nothing leaves the device without the server or a person having said so. */
export function EntryActions(props: { entry: QueueEntry; onChange?: () => void; onFate?: (fate: Fate) => void }) {
  const navigate = useNavigate();
  const [sending, setSending] = createSignal(false);
  const [asked, setAsked] = createSignal(false);
  const sound = (): OutboxEntry | null => (isDamaged(props.entry) ? null : props.entry);
  const asks = () => sound() !== null && sound()?.state !== "waiting";
  /** The server has it with other contents: whatever is sent under its name is refused for ever. */
  const isThere = () => sound()?.refusal?.code === "operation.reused";
  const late = () => sound() !== null && isLate(sound()!);
  /** It may have reached the server. */
  const isOpen = () => sound() !== null && sound()?.body !== null;
  const mayChange = () => {
    const entry = sound();
    if (!entry || !asks() || isOpen()) return false;
    const { photos } = entry.input;
    return fieldsOf(entry.input, true).length > 0 || (Array.isArray(photos) && photos.length > 0);
  };
  const keep = async () => {
    setSending(true);
    const outbox = await loadOutbox();
    try {
      props.onFate?.(await outbox.keep(sound()!));
    } catch (error) {
      toast.error(errorSentence(error, t));
    } finally {
      setSending(false);
    }
  };
  const discard = async () => {
    const { discard: forget } = await loadOutbox();
    const isGone = await forget(props.entry, !isOpen());
    setAsked(false);
    if (isGone && !late()) toast.success(t("outbox.toast.taken"));
    if (!isGone) toast.info(t("outbox.toast.tooLate"));
    navigate("/queue");
  };
  const label = () => sound()?.label ?? "";
  return (
    <div class="grid gap-4 md:grid-cols-3">
      <Show when={asks() && !isThere()}>
        <Choice hint={t("outbox.entry.keepHint")}>
          <Button variant="primary" size="lg" class="w-full" busy={sending()} onClick={() => void keep()}>
            <RotateCw aria-hidden="true" />
            {t("outbox.entry.keep")}
          </Button>
        </Choice>
        <Show when={!late()}>
          <Choice hint={t(isOpen() ? "outbox.entry.changeOpen" : "outbox.entry.changeHint")}>
            <Button size="lg" class="w-full" disabled={!mayChange()} onClick={() => props.onChange?.()}>
              <Pencil aria-hidden="true" />
              {t("outbox.entry.change")}
            </Button>
          </Choice>
        </Show>
      </Show>
      <Choice
        hint={t(
          late() ? "outbox.entry.lateHint" : asks() || !sound() ? "outbox.entry.discardHint" : "outbox.entry.kept",
        )}
      >
        <Button size="lg" class="w-full" onClick={() => setAsked(true)}>
          <Show when={asks() || !sound()} fallback={<Undo2 aria-hidden="true" />}>
            <Trash aria-hidden="true" />
          </Show>
          {t(asks() || !sound() ? "outbox.entry.discard" : "outbox.takeBack")}
        </Button>
      </Choice>
      <ConfirmDialog
        open={asked()}
        onClose={() => setAsked(false)}
        title={t(asks() || !sound() ? "outbox.entry.discardTitle" : "outbox.entry.takeBackTitle", { label: label() })}
        hint={t(late() ? "outbox.entry.discardLate" : "outbox.entry.discardText")}
        action={t(asks() || !sound() ? "outbox.entry.discard" : "outbox.takeBack")}
        danger
        onConfirm={discard}
      >
        <Show when={isOpen() && !isThere()}>
          <p class="mt-3 font-semibold text-amber">{t("outbox.entry.discardOpen")}</p>
        </Show>
      </ConfirmDialog>
    </div>
  );
}

function Choice(props: { hint: string; children: JSX.Element }) {
  return (
    <div class="flex flex-col gap-1.5">
      {props.children}
      <p class="text-sm text-muted">{props.hint}</p>
    </div>
  );
}
