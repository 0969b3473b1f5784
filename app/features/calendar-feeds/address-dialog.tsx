import Copy from "lucide-solid/icons/copy";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import { createEffect, createSignal, on } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { Button, buttonStyle } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

/** Shows a new calendar address, once; `webcal:` opens it in the calendar program of the device. */
export function AddressDialog(props: { address: string | null; onClose: () => void }) {
  // The address stays while the dialog fades out.
  const [shown, setShown] = createSignal("");
  createEffect(
    on(
      () => props.address,
      (address) => {
        if (address) setShown(address);
      },
    ),
  );
  const copy = () =>
    navigator.clipboard.writeText(shown()).then(
      () => toast.success(t("calendarFeeds.copied")),
      () => toast.error(t("calendarFeeds.copyFailed")),
    );
  return (
    <Dialog
      open={props.address !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("calendarFeeds.address")}
      actions={
        <>
          <Button onClick={() => props.onClose()}>{t("calendarFeeds.done")}</Button>
          <a class={buttonStyle()} href={shown().replace(/^https?:/, "webcal:")}>
            <CalendarPlus aria-hidden="true" />
            {t("calendarFeeds.open")}
          </a>
          <Button variant="primary" onClick={() => void copy()}>
            <Copy aria-hidden="true" />
            {t("calendarFeeds.copy")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("calendarFeeds.address")}
        labelHidden
        hint={t("calendarFeeds.addressHint")}
        readOnly
        value={shown()}
        inputClass="font-mono text-sm"
        onFocus={(event) => event.currentTarget.select()}
      />
    </Dialog>
  );
}
