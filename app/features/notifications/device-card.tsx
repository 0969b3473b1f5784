import { useQuery } from "@tanstack/solid-query";
import BellRing from "lucide-solid/icons/bell-ring";
import Smartphone from "lucide-solid/icons/smartphone";
import Trash from "lucide-solid/icons/trash";
import { createResource, createSignal, For, Match, onCleanup, Show, Switch } from "solid-js";
import { errorSentence } from "~/lib/errors.ts";
import { t } from "~/lib/i18n.ts";
import { useFormat, useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { toast } from "~/ui/toast.tsx";
import { pushQuery, type PushState } from "./notifications.queries.ts";
import { type Ability, endpointHash, pushAbility, turnOff, turnOn } from "./push-device.ts";

type Device = PushState["devices"][number];
const OUTCOMES = { SENT: "tested", GONE: "testGone", FAILED: "testFailed" } as const;

/** Push in this browser on and off, a test, and where else it is on. */
export function DeviceCard() {
  const push = useQuery(pushQuery);
  return (
    <Card title={t("notifications.device.title")}>
      <p class="mb-4 max-w-prose text-sm text-muted">{t("notifications.device.hint")}</p>
      <Loaded query={push}>{(state) => <Devices push={state()} />}</Loaded>
    </Card>
  );
}

function Devices(props: { push: PushState }) {
  const { me } = useSession();
  const format = useFormat();
  const [busy, setBusy] = createSignal(false);
  const [ability, setAbility] = createSignal(pushAbility());
  const [hash, { refetch }] = createResource(endpointHash, { initialValue: null });
  // Whoever was sent to the browser's settings comes back.
  const look = () => document.visibilityState === "visible" && setAbility(pushAbility());
  document.addEventListener("visibilitychange", look);
  onCleanup(() => document.removeEventListener("visibilitychange", look));
  const here = () => props.push.devices.find(({ endpointHash }) => endpointHash === hash());
  const others = () => props.push.devices.filter((device) => device !== here());

  async function run(work: () => Promise<unknown>) {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      toast.error(errorSentence(error, t));
    }
    setAbility(pushAbility());
    await Promise.all([refetch(), trpc.notifications.push.invalidate()]);
    setBusy(false);
  }
  const begin = (publicKey: string) =>
    run(async () => {
      // A browser refuses for reasons of its own, which it does not name.
      await turnOn(me().user.id, publicKey).catch((error: unknown) => {
        if (!(error instanceof DOMException)) throw error;
        toast.error(t("notifications.device.failed"));
      });
    });
  const remove = ({ id: deviceId }: Device) =>
    client.notifications.unsubscribe.mutate({ deviceId, operationId: crypto.randomUUID() });
  const end = (device: Device) =>
    run(async () => {
      await remove(device);
      await turnOff();
    });
  const test = (device: Device) =>
    run(async () => {
      const { outcome } = await client.notifications.testPush.mutate({ deviceId: device.id });
      const words = t(`notifications.device.${OUTCOMES[outcome]}`);
      if (outcome === "SENT") toast.success(words);
      else toast.error(words);
    });
  const nameOf = (device: Device) => device.label || t("notifications.device.unnamed");
  const obstacle = (): "serverOff" | Exclude<Ability, "able"> | null => {
    if (props.push.publicKey === null) return "serverOff";
    const stands = ability();
    return stands === "able" ? null : stands;
  };
  return (
    <>
      <Switch>
        <Match when={obstacle()}>
          {(word) => (
            <p role="status" class="font-medium">
              {t(`notifications.device.${word()}`)}
            </p>
          )}
        </Match>
        <Match when={here()}>
          {(device) => (
            <div class="flex flex-wrap items-center gap-3">
              <p role="status" class="min-w-40 flex-1 font-semibold">
                {t("notifications.device.isOn")}
              </p>
              <Button busy={busy()} onClick={() => void test(device())}>
                {t("notifications.device.test")}
              </Button>
              <Button disabled={busy()} onClick={() => void end(device())}>
                {t("notifications.device.turnOff")}
              </Button>
            </div>
          )}
        </Match>
        <Match when={props.push.publicKey}>
          {(publicKey) => (
            <div class="flex flex-wrap items-center gap-3">
              <p role="status" class="min-w-40 flex-1 font-semibold">
                {t("notifications.device.isOff")}
              </p>
              <Button variant="primary" busy={busy()} onClick={() => void begin(publicKey())}>
                <BellRing aria-hidden="true" />
                {t("notifications.device.turnOn")}
              </Button>
            </div>
          )}
        </Match>
      </Switch>
      <Show when={others().length > 0}>
        <h3 class="mt-6 text-sm font-semibold">{t("notifications.device.others")}</h3>
        <ul class="divide-y divide-line">
          <For each={others()}>
            {(device) => (
              <li class="flex items-center gap-3 py-2">
                <Smartphone class="size-5 shrink-0 text-muted" aria-hidden="true" />
                <p class="min-w-0 flex-1 break-words">
                  <span class="font-semibold">{nameOf(device)}</span>
                  <span class="block text-sm text-muted">
                    {t("notifications.device.added", { date: format().date(device.createdAt) })}
                  </span>
                </p>
                <IconButton
                  label={t("notifications.device.remove", { device: nameOf(device) })}
                  disabled={busy()}
                  onClick={() => void run(() => remove(device))}
                >
                  <Trash aria-hidden="true" />
                </IconButton>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </>
  );
}
