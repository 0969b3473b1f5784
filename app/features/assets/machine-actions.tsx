import CircleCheck from "lucide-solid/icons/circle-check";
import ChevronDown from "lucide-solid/icons/chevron-down";
import MapPinOff from "lucide-solid/icons/map-pin-off";
import Truck from "lucide-solid/icons/truck";
import Undo2 from "lucide-solid/icons/undo-2";
import Wrench from "lucide-solid/icons/wrench";
import { createSignal, For, Match, Show, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { ButtonLink, buttonStyle } from "~/ui/button.tsx";
import { Menu, MenuItem } from "~/ui/menu.tsx";
import { lazyPart } from "~/ui/on-demand.tsx";
import type { AssetDetail } from "./assets.queries.ts";
import type { NewStatus } from "./set-status-dialog.tsx";

const SetStatusDialog = lazyPart(
  async () => (await import("./set-status-dialog.tsx")).SetStatusDialog,
  ({ wanted }) => wanted,
);

const choices = [
  { status: "AVAILABLE", label: "assets.machine.markReady", icon: CircleCheck, from: ["IDLE", "MAINTENANCE", "LOST"] },
  { status: "MAINTENANCE", label: "assets.machine.workshop", icon: Wrench, from: ["AVAILABLE", "IDLE"] },
  {
    status: "LOST",
    label: "assets.machine.markLost",
    icon: MapPinOff,
    from: ["AVAILABLE", "IDLE", "MAINTENANCE", "ON_RENT"],
  },
] as const;

/** What can be done with the machine now, by its status and the person's role. */
export function MachineActions(props: { asset: AssetDetail }) {
  const { can } = useSession();
  const [wanted, setWanted] = createSignal<NewStatus | null>(null);
  const scanHref = () => `/scan?humanId=${encodeURIComponent(props.asset.humanId)}`;
  const possible = () =>
    can("assets.setStatus")
      ? choices.filter((choice) => (choice.from as readonly string[]).includes(props.asset.status))
      : [];
  return (
    <>
      <Show when={possible().length > 0}>
        <Menu
          triggerClass={buttonStyle()}
          trigger={
            <>
              {t("assets.machine.more")}
              <ChevronDown aria-hidden="true" />
            </>
          }
        >
          <For each={possible()}>
            {(choice) => (
              <MenuItem
                icon={<Dynamic component={choice.icon} aria-hidden="true" />}
                danger={choice.status === "LOST"}
                onSelect={() => setWanted(choice.status)}
              >
                {t(choice.label)}
              </MenuItem>
            )}
          </For>
        </Menu>
      </Show>
      <Switch>
        <Match when={props.asset.rental && can("rentals.checkIn")}>
          <ButtonLink variant="primary" href={scanHref()}>
            <Undo2 aria-hidden="true" />
            {t("assets.machine.takeBack")}
          </ButtonLink>
        </Match>
        <Match when={props.asset.status === "AVAILABLE" && can("rentals.checkOut")}>
          <ButtonLink variant="primary" href={scanHref()}>
            <Truck aria-hidden="true" />
            {t("assets.machine.sendOut")}
          </ButtonLink>
        </Match>
      </Switch>
      <SetStatusDialog humanId={props.asset.humanId} wanted={wanted()} onClose={() => setWanted(null)} />
    </>
  );
}
