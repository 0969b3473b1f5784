import Truck from "lucide-solid/icons/truck";
import Undo2 from "lucide-solid/icons/undo-2";
import { createSignal, Show } from "solid-js";
import { parseHumanId } from "../../../server/domain/assets/label.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";
import type { HandOverAction } from "./draft.ts";

/**
 * The machine cannot be asked for, or stands here otherwise than this device has it: the person says what happens with it, and the server
 * judges once it hears of it. A label carries no number, so that is read off the machine.
 */
export function UnknownMachine(props: {
  /** Null where only a label was scanned. */
  humanId: string | null;
  /** The label's signature was verified on this device. */
  genuine: boolean;
  can: (action: HandOverAction) => boolean;
  onChoose: (humanId: string, action: HandOverAction) => void;
}) {
  const [text, setText] = createSignal("");
  const [wrong, setWrong] = createSignal(false);
  const choose = (action: HandOverAction) => {
    const humanId = props.humanId ?? parseHumanId(text());
    setWrong(humanId === null);
    if (humanId) props.onChoose(humanId, action);
  };
  return (
    <div class="flex flex-col gap-4">
      <div class="rounded-md border border-amber-line bg-amber-soft p-4 text-amber">
        <p class="font-semibold">{t("scan.unknown.title")}</p>
        <p class="mt-1 text-sm">{t(props.genuine ? "scan.unknown.genuine" : "scan.unknown.hint")}</p>
      </div>
      <Show when={props.humanId === null}>
        <TextField
          label={t("scan.typed.label")}
          hint={t("scan.unknown.number")}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          inputClass="min-h-14 text-lg font-semibold"
          value={text()}
          error={wrong() ? t("scan.typed.invalid") : null}
          onInput={(event) => {
            setText(event.currentTarget.value);
            setWrong(false);
          }}
        />
      </Show>
      <div class="flex flex-col gap-3">
        <Show when={props.can("SEND_OUT")}>
          <Button variant="primary" size="field" onClick={() => choose("SEND_OUT")}>
            <Truck aria-hidden="true" />
            {t("scan.out.submit")}
          </Button>
        </Show>
        <Show when={props.can("TAKE_BACK")}>
          <Button size="field" onClick={() => choose("TAKE_BACK")}>
            <Undo2 aria-hidden="true" />
            {t("scan.back.submit")}
          </Button>
        </Show>
      </div>
    </div>
  );
}
