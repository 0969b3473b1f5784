import { useNavigate } from "@solidjs/router";
import CalendarMinus from "lucide-solid/icons/calendar-minus";
import CalendarPlus from "lucide-solid/icons/calendar-plus";
import ChevronDown from "lucide-solid/icons/chevron-down";
import FilePen from "lucide-solid/icons/file-pen";
import MapPinned from "lucide-solid/icons/map-pinned";
import PackageCheck from "lucide-solid/icons/package-check";
import PhoneOff from "lucide-solid/icons/phone-off";
import Repeat from "lucide-solid/icons/repeat";
import RotateCcw from "lucide-solid/icons/rotate-ccw";
import Undo2 from "lucide-solid/icons/undo-2";
import { type Component, createSignal, For, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import type { RentalAction } from "../../../server/domain/rentals/life.ts";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { Button, buttonStyle } from "~/ui/button.tsx";
import { Menu, MenuItem } from "~/ui/menu.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import type { RentalRecord } from "./rentals.queries.ts";

const CollectDialog = lazyPart(
  async () => (await import("./collect-dialog.tsx")).CollectDialog,
  ({ open }) => open,
);
const ExtendDialog = lazyPart(
  async () => (await import("./extend-dialog.tsx")).ExtendDialog,
  ({ open }) => open,
);
const PapersDialog = lazyPart(
  async () => (await import("./papers-dialog.tsx")).PapersDialog,
  ({ open }) => open,
);
const CallOffDialog = lazyPart(
  async () => (await import("./step-dialogs.tsx")).CallOffDialog,
  ({ open }) => open,
);
const CancelCallOffDialog = lazyPart(
  async () => (await import("./step-dialogs.tsx")).CancelCallOffDialog,
  ({ open }) => open,
);
const ReadyDialog = lazyPart(
  async () => (await import("./step-dialogs.tsx")).ReadyDialog,
  ({ open }) => open,
);
const ShortenDialog = lazyPart(
  async () => (await import("./step-dialogs.tsx")).ShortenDialog,
  ({ open }) => open,
);
const SwapDialog = lazyPart(
  async () => (await import("./swap-dialog.tsx")).SwapDialog,
  ({ open }) => open,
);
const TransferDialog = lazyPart(
  async () => (await import("./transfer-dialog.tsx")).TransferDialog,
  ({ open }) => open,
);

type Step = RentalAction | "papers";
type Icon = Component<{ "aria-hidden": "true" }>;

const icons: Record<Step, Icon> = {
  extend: CalendarPlus,
  shorten: CalendarMinus,
  transfer: MapPinned,
  swap: Repeat,
  callOff: PhoneOff,
  cancelCallOff: RotateCcw,
  ready: PackageCheck,
  collect: Undo2,
  papers: FilePen,
};

/** What stands as a button of its own, by what the rental waits for; the rest is in the menu. */
const foremost: readonly Step[] = ["collect", "ready", "extend", "callOff", "cancelCallOff"];

/** What can be done with the rental now, by its state and the person's role. */
export function RentalActions(props: { rental: RentalRecord }) {
  const { can, me } = useSession();
  const navigate = useNavigate();
  const [chosen, setChosen] = createSignal<{ step: Step } | null>(null);
  const [open, setOpen] = createSignal(false);
  const choose = (step: Step) => {
    setChosen({ step });
    setOpen(true);
  };
  const steps = (): Step[] => {
    const { state, steps: allowed } = props.rental;
    const papers = can("rentals.setPapers") && state !== "RETURNED" && state !== "CANCELLED";
    return [...allowed, ...(papers ? (["papers"] as const) : [])];
  };
  // A machine that works is rarely collected from its page; one that waits mostly is.
  const waits = () => props.rental.state === "PICK_UP_READY" || props.rental.callOffDay !== null;
  const shown = () => {
    const order = foremost.filter((step) => steps().includes(step) && (step !== "collect" || waits()));
    return order.slice(0, 2);
  };
  const others = () => steps().filter((step) => !shown().includes(step));
  const word = (step: Step) =>
    step === "callOff" && me().role === "OPERATOR" ? t("rentals.callOff.ask") : t(`rentals.step.${step}`);
  const dialog = () => ({ rental: props.rental, open: open(), onClose: () => setOpen(false) });
  return (
    <>
      <For each={shown()}>
        {(step, index) => (
          <Button variant={index() === 0 ? "primary" : "secondary"} onClick={() => choose(step)}>
            <Dynamic component={icons[step]} aria-hidden="true" />
            {word(step)}
          </Button>
        )}
      </For>
      <Show when={others().length > 0}>
        <Menu
          triggerClass={buttonStyle()}
          trigger={
            <>
              {t("common.action.more")}
              <ChevronDown aria-hidden="true" />
            </>
          }
        >
          <For each={others()}>
            {(step) => (
              <MenuItem icon={<Dynamic component={icons[step]} aria-hidden="true" />} onSelect={() => choose(step)}>
                {word(step)}
              </MenuItem>
            )}
          </For>
        </Menu>
      </Show>
      {/* Made anew for each choice, so that its fields start from what is, and kept while it fades out. */}
      <Show when={chosen()} keyed>
        {({ step }) => (
          <Switch>
            <Match when={step === "extend"}>
              <ExtendDialog {...dialog()} />
            </Match>
            <Match when={step === "shorten"}>
              <ShortenDialog {...dialog()} />
            </Match>
            <Match when={step === "transfer"}>
              <TransferDialog {...dialog()} />
            </Match>
            <Match when={step === "swap"}>
              <SwapDialog {...dialog()} onSwapped={(id) => navigate(`/rentals/${id}`)} />
            </Match>
            <Match when={step === "callOff"}>
              <CallOffDialog {...dialog()} />
            </Match>
            <Match when={step === "cancelCallOff"}>
              <CancelCallOffDialog {...dialog()} />
            </Match>
            <Match when={step === "ready"}>
              <ReadyDialog {...dialog()} />
            </Match>
            <Match when={step === "collect"}>
              <CollectDialog {...dialog()} />
            </Match>
            <Match when={step === "papers"}>
              <PapersDialog {...dialog()} />
            </Match>
          </Switch>
        )}
      </Show>
    </>
  );
}
