import Gauge from "lucide-solid/icons/gauge";
import StickyNote from "lucide-solid/icons/sticky-note";
import { createSignal, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Button } from "~/ui/button.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";

const LogHoursDialog = lazyPart(
  async () => (await import("../usage/log-hours-dialog.tsx")).LogHoursDialog,
  ({ machine }) => machine,
);
const MachineNoteDialog = lazyPart(
  async () => (await import("./machine-note-dialog.tsx")).MachineNoteDialog,
  ({ humanId }) => humanId,
);

/** What a person enters about a machine beside its hand-overs: its hours and notes. */
export function MachineEntries(props: { humanId: string; hourMeter: number | null; timeZone: string | null }) {
  const { me, can } = useSession();
  const [logging, setLogging] = createSignal(false);
  const [noting, setNoting] = createSignal(false);
  const machine = () => ({
    humanId: props.humanId,
    hourMeter: props.hourMeter,
    timeZone: props.timeZone ?? me().organization.timeZone,
  });
  return (
    <>
      <Show when={can("usage.log")}>
        <Button onClick={() => setLogging(true)}>
          <Gauge aria-hidden="true" />
          {t("assets.machine.logHours")}
        </Button>
      </Show>
      <Show when={can("assets.note")}>
        <Button onClick={() => setNoting(true)}>
          <StickyNote aria-hidden="true" />
          {t("assets.machine.note")}
        </Button>
      </Show>
      <LogHoursDialog machine={logging() ? machine() : null} onClose={() => setLogging(false)} />
      <MachineNoteDialog humanId={noting() ? props.humanId : null} onClose={() => setNoting(false)} />
    </>
  );
}
