import { useQuery } from "@tanstack/solid-query";
import { createSignal } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useSession } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { FormDialog } from "~/ui/form-dialog.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { Select } from "~/ui/select.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { ROLES_OF } from "../../../server/domain/iam/administrators.ts";
import { type ClientRole, scopeOptionsQuery } from "./credentials.queries.ts";
import { ScopeChoice } from "./scope-choice.tsx";

const DAYS = ["30", "90", "365", "never"] as const;
type Days = (typeof DAYS)[number];

/** Name, role, permissions and end of a new program. */
export function CreateClientDialog(props: {
  open: boolean;
  onClose: () => void;
  onCreated: (key: string | null) => void;
}) {
  const { me } = useSession();
  const roles = () => ROLES_OF[me().organization.type] as readonly ClientRole[];
  const options = useQuery(() => scopeOptionsQuery(props.open));
  const [name, setName] = createSignal("");
  const [role, setRole] = createSignal<ClientRole>("OPERATOR");
  const [scopes, setScopes] = createSignal<readonly string[]>([]);
  const [days, setDays] = createSignal<Days>("365");
  const [checked, setChecked] = createSignal(false);
  async function send(operationId: string) {
    const { key } = await client.credentials.createClient.mutate({
      operationId,
      name: name().trim(),
      role: role(),
      scopes: [...scopes()],
      ...(days() === "never" ? {} : { expiresInDays: Number(days()) }),
    });
    props.onCreated(key);
    await trpc.credentials.clients.invalidate();
  }
  return (
    <FormDialog
      open={props.open}
      onClose={() => props.onClose()}
      title={t("credentials.create.title")}
      hint={t("credentials.create.hint")}
      submit={t("credentials.create.submit")}
      onOpen={() => {
        setName("");
        setRole(roles().at(-1)!);
        setScopes([]);
        setDays("365");
        setChecked(false);
      }}
      check={() => {
        setChecked(true);
        return name().trim() !== "" && scopes().length > 0;
      }}
      onSend={send}
    >
      <TextField
        autocomplete="off"
        maxlength={80}
        label={t("credentials.create.name")}
        placeholder={t("credentials.create.namePlaceholder")}
        error={checked() && name().trim() === "" ? t("credentials.create.nameMissing") : null}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Select<ClientRole>
        label={t("credentials.create.role")}
        value={role()}
        onChange={(next) => {
          setRole(next);
          setScopes([]);
        }}
        options={roles().map((value) => ({ value, label: t(`common.role.${value}`) }))}
      />
      <Loaded query={options}>
        {(found) => (
          <ScopeChoice
            options={found().roles.find((one) => one.role === role())?.scopes ?? []}
            chosen={scopes()}
            onChange={setScopes}
            error={checked() && scopes().length === 0 ? t("credentials.create.scopesMissing") : null}
          />
        )}
      </Loaded>
      <Select<Days>
        label={t("credentials.create.expires")}
        value={days()}
        onChange={setDays}
        options={DAYS.map((value) => ({ value, label: t(`credentials.create.days.${value}`) }))}
      />
    </FormDialog>
  );
}
