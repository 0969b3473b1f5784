import { useMutation, useQuery } from "@tanstack/solid-query";
import KeyRound from "lucide-solid/icons/key-round";
import Pencil from "lucide-solid/icons/pencil";
import Trash from "lucide-solid/icons/trash";
import { createSignal, For, Show } from "solid-js";
import { t } from "~/lib/i18n.ts";
import { useFormat } from "~/lib/session.tsx";
import { client, trpc } from "~/lib/trpc.ts";
import { Button } from "~/ui/button.tsx";
import { Card } from "~/ui/card.tsx";
import { ConfirmDialog } from "~/ui/confirm-dialog.tsx";
import { EmptyState } from "~/ui/empty-state.tsx";
import { IconButton } from "~/ui/icon-button.tsx";
import { Loaded } from "~/ui/loaded.tsx";
import { SkeletonRows } from "~/ui/skeleton.tsx";
import { TextField } from "~/ui/text-field.tsx";
import { toast } from "~/ui/toast.tsx";
import { RenamePasskeyDialog } from "./rename-passkey-dialog.tsx";
import { addPasskey, type Passkey, passkeysQuery } from "./settings.queries.ts";

const nameOf = (passkey: Passkey | null) => passkey?.name ?? t("settings.passkeys.unnamed");

function PasskeyRow(props: { passkey: Passkey; onRename: () => void; onRemove: () => void }) {
  const format = useFormat();
  const facts = () => {
    const { createdAt, lastUsedAt, synced } = props.passkey;
    return [
      t("settings.passkeys.addedOn", { date: format().date(createdAt) }),
      lastUsedAt
        ? t("settings.passkeys.usedOn", { time: format().dateTime(lastUsedAt) })
        : t("settings.passkeys.neverUsed"),
      ...(synced ? [t("settings.passkeys.synced")] : []),
    ].join(" · ");
  };
  return (
    <li class="flex items-center gap-1 py-3 ps-4 pe-2">
      <KeyRound class="me-2 size-5 shrink-0 text-muted" aria-hidden="true" />
      <div class="min-w-0 flex-1">
        <p class="font-semibold break-words">{nameOf(props.passkey)}</p>
        <p class="text-sm text-muted">{facts()}</p>
      </div>
      <IconButton
        label={t("settings.passkeys.rename", { name: nameOf(props.passkey) })}
        onClick={() => props.onRename()}
      >
        <Pencil aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t("settings.passkeys.remove", { name: nameOf(props.passkey) })}
        onClick={() => props.onRemove()}
      >
        <Trash aria-hidden="true" />
      </IconButton>
    </li>
  );
}

function AddPasskey() {
  const [name, setName] = createSignal("");
  const add = useMutation(() => ({
    mutationFn: addPasskey,
    onSuccess(added: boolean) {
      if (!added) return;
      setName("");
      toast.success(t("settings.passkeys.added"));
      void trpc.credentials.passkeys.invalidate();
    },
    onError: () => toast.error(t("settings.passkeys.addFailed")),
  }));
  return (
    <form
      class="flex flex-wrap items-end gap-3 border-t border-line p-4"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(name().trim());
      }}
    >
      <TextField
        class="min-w-48 flex-1"
        label={t("settings.passkeys.name")}
        optional
        autocomplete="off"
        maxlength={60}
        placeholder={t("settings.passkeys.namePlaceholder")}
        value={name()}
        onInput={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" busy={add.isPending}>
        <KeyRound aria-hidden="true" />
        {t("settings.passkeys.add")}
      </Button>
    </form>
  );
}

/** The person's passkeys: list, add, rename, remove. */
export function PasskeysCard() {
  const passkeys = useQuery(() => passkeysQuery());
  const [renaming, setRenaming] = createSignal<Passkey | null>(null);
  const [leaving, setLeaving] = createSignal<Passkey | null>(null);
  async function remove(operationId: string) {
    await client.credentials.removePasskey.mutate({ operationId, id: leaving()!.id });
    toast.success(t("settings.passkeys.removed"));
    setLeaving(null);
    await trpc.credentials.passkeys.invalidate();
  }
  return (
    <Card title={t("settings.passkeys.title")} flush>
      <p class="px-4 pt-4 text-sm text-muted">{t("settings.passkeys.hint")}</p>
      <Loaded query={passkeys} pending={<SkeletonRows rows={2} />}>
        {(found) => (
          <Show
            when={found().items.length > 0}
            fallback={
              <EmptyState
                icon={<KeyRound />}
                title={t("settings.passkeys.empty")}
                hint={t("settings.passkeys.emptyHint")}
              />
            }
          >
            <ul aria-label={t("settings.passkeys.title")} class="divide-y divide-line">
              <For each={found().items}>
                {(passkey) => (
                  <PasskeyRow
                    passkey={passkey}
                    onRename={() => setRenaming(passkey)}
                    onRemove={() => setLeaving(passkey)}
                  />
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
      <Show
        when={"PublicKeyCredential" in window}
        fallback={<p class="border-t border-line p-4 text-sm text-muted">{t("settings.passkeys.unsupported")}</p>}
      >
        <AddPasskey />
      </Show>
      <RenamePasskeyDialog passkey={renaming()} onClose={() => setRenaming(null)} />
      <ConfirmDialog
        open={leaving() !== null}
        onClose={() => setLeaving(null)}
        title={t("settings.passkeys.removeTitle", { name: nameOf(leaving()) })}
        hint={t("settings.passkeys.removeHint")}
        action={t("settings.passkeys.removeAction")}
        danger
        onConfirm={remove}
      />
    </Card>
  );
}
