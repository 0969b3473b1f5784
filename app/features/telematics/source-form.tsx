import { createSignal, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { SOURCE_AUTHS, type SourceAuth } from "../../../server/domain/telematics/words.ts";
import { t } from "~/lib/i18n.ts";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Dialog } from "~/ui/dialog.tsx";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";

const KINDS = ["PULL", "PUSH", "WEBHOOK", "MQTT"] as const;
type Kind = (typeof KINDS)[number];
const EMPTY = {
  name: "",
  url: "",
  topic: "",
  cadence: "15",
  limit: "",
  username: "",
  password: "",
  token: "",
  tokenUrl: "",
  clientId: "",
  clientSecret: "",
};
/** What each way to sign in asks for. */
const FIELDS: Record<
  SourceAuth,
  readonly (keyof typeof EMPTY & ("username" | "password" | "token" | "tokenUrl" | "clientId" | "clientSecret"))[]
> = {
  NONE: [],
  BASIC: ["username", "password"],
  BEARER: ["token"],
  CLIENT_CREDENTIALS: ["tokenUrl", "clientId", "clientSecret"],
};

/** Takes up a source. A hook's address is shown once, when it is made. */
export function SourceForm(props: { open: boolean; onClose: () => void }) {
  const [kind, setKind] = createSignal<Kind>("PULL");
  const [auth, setAuth] = createSignal<SourceAuth>("NONE");
  const [said, setSaid] = createStore({ ...EMPTY });
  const [checked, setChecked] = createSignal(false);
  const [hook, setHook] = createSignal<string | null>(null);
  const whole = (text: string) => (/^\d{1,7}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null);
  const asks = {
    url: () => kind() === "PULL" || kind() === "MQTT",
    topic: () => kind() === "MQTT",
    auth: () => kind() === "PULL" || kind() === "MQTT",
  };
  const missing = (name: keyof typeof EMPTY) =>
    checked() && said[name].trim() === "" ? t("telematics.form.needed") : null;
  const auths = () => (kind() === "MQTT" ? (["NONE", "BASIC"] as const) : SOURCE_AUTHS);
  const fields = () => (asks.auth() ? FIELDS[auth()] : []);
  function check(): boolean {
    setChecked(true);
    const needed: (keyof typeof EMPTY)[] = [
      "name",
      ...(asks.url() ? ["url" as const] : []),
      ...(asks.topic() ? ["topic" as const] : []),
      ...fields(),
    ];
    return (
      needed.every((name) => said[name].trim() !== "") &&
      whole(said.cadence) !== null &&
      (said.limit.trim() === "" || whole(said.limit) !== null)
    );
  }
  async function send(operationId: string): Promise<void> {
    const credentials = Object.fromEntries(fields().map((name) => [name, said[name].trim()]));
    const made = await client.telematics.createSource.mutate({
      operationId,
      kind: kind(),
      name: said.name.trim(),
      ...(asks.url() ? { url: said.url.trim() } : {}),
      ...(asks.topic() ? { topic: said.topic.trim() } : {}),
      auth: asks.auth() ? auth() : "NONE",
      ...(fields().length > 0 ? { credentials } : {}),
      cadenceS: whole(said.cadence)! * 60,
      ...(said.limit.trim() === "" ? {} : { requestsPerDay: whole(said.limit)! }),
    });
    setHook(made.hookUrl);
    toast.success(t("telematics.form.done"));
    props.onClose();
    await trpc.telematics.invalidate();
  }
  const field = (name: keyof typeof EMPTY, label: string, more: object = {}) => (
    <TextField
      label={label}
      autocomplete="off"
      value={said[name]}
      error={missing(name)}
      onInput={(event) => setSaid(name, event.currentTarget.value)}
      {...more}
    />
  );
  return (
    <>
      <FormDialog
        open={props.open}
        onClose={props.onClose}
        title={t("telematics.form.title")}
        submit={t("telematics.form.save")}
        onOpen={() => {
          setSaid({ ...EMPTY });
          setChecked(false);
          setAuth("NONE");
        }}
        check={check}
        onSend={send}
      >
        <Select<Kind>
          label={t("telematics.form.kind")}
          value={kind()}
          onChange={(next) => {
            setKind(next);
            setAuth("NONE");
          }}
          options={KINDS.map((value) => ({ value, label: t(`telematics.kind.${value}`) }))}
        />
        {field("name", t("telematics.form.name"), { maxLength: 100 })}
        <Show when={asks.url()}>
          {field("url", t(kind() === "MQTT" ? "telematics.form.broker" : "telematics.form.url"), {
            type: "url",
            inputmode: "url",
            placeholder: kind() === "MQTT" ? "mqtts://" : "https://",
          })}
        </Show>
        <Show when={asks.topic()}>{field("topic", t("telematics.form.topic"), { placeholder: "fleet/+" })}</Show>
        <Show when={asks.auth()}>
          <Select<SourceAuth>
            label={t("telematics.form.auth")}
            value={auth()}
            onChange={setAuth}
            options={auths().map((value) => ({ value, label: t(`telematics.auth.${value}`) }))}
          />
        </Show>
        <Show when={fields().includes("username")}>{field("username", t("telematics.form.username"))}</Show>
        <Show when={fields().includes("password")}>
          {field("password", t("telematics.form.password"), { type: "password", autocomplete: "new-password" })}
        </Show>
        <Show when={fields().includes("token")}>
          {field("token", t("telematics.form.token"), { type: "password", autocomplete: "new-password" })}
        </Show>
        <Show when={fields().includes("tokenUrl")}>
          {field("tokenUrl", t("telematics.form.tokenUrl"), { type: "url", inputmode: "url" })}
        </Show>
        <Show when={fields().includes("clientId")}>{field("clientId", t("telematics.form.clientId"))}</Show>
        <Show when={fields().includes("clientSecret")}>
          {field("clientSecret", t("telematics.form.clientSecret"), { type: "password", autocomplete: "new-password" })}
        </Show>
        {field("cadence", t("telematics.form.cadence"), {
          inputmode: "numeric",
          hint: t("telematics.form.cadenceHint"),
          get error() {
            return checked() && whole(said.cadence) === null ? t("telematics.form.noNumber") : null;
          },
        })}
        <Show when={kind() === "PULL"}>
          {field("limit", t("telematics.form.limit"), {
            inputmode: "numeric",
            optional: true,
            get error() {
              return checked() && said.limit.trim() !== "" && whole(said.limit) === null
                ? t("telematics.form.noNumber")
                : null;
            },
          })}
        </Show>
      </FormDialog>
      <HookDialog address={hook()} onClose={() => setHook(null)} />
    </>
  );
}

function HookDialog(props: { address: string | null; onClose: () => void }) {
  const copy = async () => {
    await navigator.clipboard.writeText(props.address ?? "");
    toast.success(t("telematics.hook.copied"));
  };
  return (
    <Dialog
      open={props.address !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("telematics.hook.title")}
      description={t("telematics.hook.hint")}
      actions={
        <>
          <Button onClick={() => void copy()}>{t("telematics.hook.copy")}</Button>
          <Button variant="primary" onClick={() => props.onClose()}>
            {t("telematics.hook.close")}
          </Button>
        </>
      }
    >
      <p class="rounded-md border border-line bg-canvas p-3 font-mono text-sm break-all select-all">{props.address}</p>
    </Dialog>
  );
}
