import Dices from "lucide-solid/icons/dices";
import { isGoodPin, pinFrom, PIN_MAX_DIGITS } from "../../../server/domain/credentials/pin.ts";
import { t } from "~/lib/i18n.ts";
import { Button } from "~/ui/button.tsx";
import { TextField } from "~/ui/text-field.tsx";

/** A PIN nobody would try first, from the browser's own randomness. */
export const suggestedPin = (): string => pinFrom(crypto.getRandomValues(new Uint8Array(64)));

/** A new PIN, seen by whoever sets it: it has to be told to somebody. */
export function PinField(props: { name: string; pin: string; onChange: (pin: string) => void; checked: boolean }) {
  return (
    <div class="flex flex-wrap items-start gap-3">
      <TextField
        class="min-w-40 flex-1"
        name="new-badge-pin"
        inputmode="numeric"
        autocomplete="off"
        maxlength={PIN_MAX_DIGITS}
        label={t("credentials.badge.pin")}
        hint={t("credentials.badge.pinHint", { name: props.name })}
        error={props.checked && !isGoodPin(props.pin) ? t("credentials.badge.pinInvalid") : null}
        value={props.pin}
        onInput={(event) => props.onChange(event.currentTarget.value.replaceAll(/\D/g, ""))}
        inputClass="font-mono text-lg tracking-widest"
      />
      <Button class="mt-6" onClick={() => props.onChange(suggestedPin())}>
        <Dices aria-hidden="true" />
        {t("credentials.badge.suggest")}
      </Button>
    </div>
  );
}
