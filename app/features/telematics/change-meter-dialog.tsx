import { createSignal, Show } from "solid-js";
import { localInstant, localText } from "../../../server/domain/rentals/zone-time.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { SegmentedControl } from "~/ui/segmented-control.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { hoursOf } from "../tasks/fuel-unit.ts";

export type MeterStart = { what: "NEW" } | { what: "RIGHT"; at: string; meterH: number };

/** A meter was replaced, or what it shows is vouched for although it was set aside. */
export function ChangeMeterDialog(props: {
  humanId: string;
  timeZone?: string | null | undefined;
  start: MeterStart;
  open: boolean;
  onClose: () => void;
}) {
  const format = useFormat();
  const { me } = useSession();
  const [what, setWhat] = createSignal<MeterStart["what"]>("NEW");
  const [when, setWhen] = createSignal("");
  const [shows, setShows] = createSignal("");
  const [life, setLife] = createSignal("");
  const [tried, setTried] = createSignal(false);
  const zone = () => props.timeZone ?? me().organization.timeZone;
  const at = () => {
    const instant = localInstant(when(), zone());
    return instant && instant <= new Date() ? instant : null;
  };
  const needed = (text: string) => (tried() && hoursOf(text) == null ? t("telematics.meter.bad") : null);
  function open(): void {
    const { start } = props;
    setWhat(start.what);
    setWhen(localText(start.what === "RIGHT" ? new Date(start.at) : new Date(), zone()));
    setShows(start.what === "RIGHT" ? String(start.meterH) : "0");
    setLife("");
    setTried(false);
  }
  function check(): boolean {
    setTried(true);
    return at() !== null && hoursOf(shows()) != null && (what() === "RIGHT" || hoursOf(life()) != null);
  }
  async function send(operationId: string): Promise<void> {
    const { hourMeter } = await client.telematics.changeMeter.mutate({
      operationId,
      humanId: props.humanId,
      at: at()!.toISOString(),
      meterH: hoursOf(shows())!,
      ...(what() === "NEW" ? { lifetimeH: hoursOf(life())! } : {}),
    });
    toast.success(t("telematics.meter.done", { hours: format().hours(hourMeter) }));
    props.onClose();
    await Promise.all([trpc.telematics.invalidate(), trpc.assets.invalidate(), trpc.maintenance.invalidate()]);
  }
  return (
    <FormDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("telematics.meter.title", { humanId: props.humanId })}
      hint={t("telematics.meter.hint")}
      submit={t("telematics.meter.save")}
      onOpen={open}
      check={check}
      onSend={send}
    >
      <SegmentedControl
        label={t("telematics.meter.what")}
        options={(["NEW", "RIGHT"] as const).map((value) => ({ value, label: t(`telematics.meter.${value}`) }))}
        value={what()}
        onChange={setWhat}
      />
      <TextField
        type="datetime-local"
        label={t("telematics.meter.at")}
        hint={t("telematics.meter.zone", { zone: zone() })}
        value={when()}
        error={tried() && !at() ? t("telematics.meter.badTime") : null}
        onInput={(event) => setWhen(event.currentTarget.value)}
      />
      <TextField
        label={t("telematics.meter.shows")}
        inputmode="decimal"
        autocomplete="off"
        suffix="h"
        value={shows()}
        error={needed(shows())}
        onInput={(event) => setShows(event.currentTarget.value)}
      />
      <Show when={what() === "NEW"}>
        <TextField
          label={t("telematics.meter.life")}
          hint={t("telematics.meter.lifeHint")}
          inputmode="decimal"
          autocomplete="off"
          suffix="h"
          value={life()}
          error={needed(life())}
          onInput={(event) => setLife(event.currentTarget.value)}
        />
      </Show>
    </FormDialog>
  );
}
